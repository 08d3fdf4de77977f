"""Our model of a server, spelled in the JSON that Discord sends."""

from tests.peers.discord_model import DIRECT, EPHEMERAL, JSON, THREAD, Channel, Interaction, Message, Person
from tests.peers.discord_server import DiscordServer

APPLICATION_COMMAND, COMPONENT, AUTOCOMPLETE, SUBMIT = 2, 3, 4, 5
BOT_PERMISSIONS = (1 << 10) | (1 << 11) | (1 << 14) | (1 << 15) | (1 << 35) | (1 << 38)


def user_json(person: Person, *, bot: bool = False) -> JSON:
    """A user."""
    return {
        "id": person.id,
        "username": person.name,
        "global_name": person.name,
        "discriminator": "0",
        "avatar": None,
        "bot": bot,
        "public_flags": 0,
    }


def member_json(server: DiscordServer, person: Person, *, bot: bool = False) -> JSON:
    """A user in the guild."""
    return {
        "user": user_json(person, bot=bot),
        "roles": [],
        "joined_at": server.moment(0),
        "deaf": False,
        "mute": False,
        "nick": None,
        "avatar": None,
        "flags": 0,
        "premium_since": None,
        "communication_disabled_until": None,
        "permissions": str(person.permissions),
    }


def channel_json(server: DiscordServer, channel: Channel) -> JSON:
    """A channel, a thread or direct messages."""
    base: JSON = {"id": channel.id, "type": channel.kind, "name": channel.name, "last_message_id": None, "flags": 0}
    if channel.kind == DIRECT and channel.recipient is not None:
        return {**base, "recipients": [user_json(channel.recipient)]}
    denied = [{"id": server.bot.id, "type": 1, "allow": "0", "deny": str(channel.denied)}] if channel.denied else []
    base |= {"guild_id": channel.guild, "position": 0, "permission_overwrites": denied, "nsfw": False, "topic": None}
    base |= {"parent_id": channel.parent.id if channel.parent else None, "rate_limit_per_user": 0}
    base |= {"permissions": str(BOT_PERMISSIONS & ~channel.denied)}
    if channel.kind == THREAD:
        ends = {"archived": False, "auto_archive_duration": 1440, "archive_timestamp": server.moment(0)}
        base |= {"owner_id": server.bot.id, "message_count": len(channel.messages), "member_count": 1}
        base |= {"thread_metadata": {**ends, "locked": False}}
    return base


def guild_json(server: DiscordServer) -> JSON:
    """The guild, as GUILD_CREATE brings it."""
    everyone = {
        "id": server.guild,
        "name": "@everyone",
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "position": 0,
        "permissions": str(BOT_PERMISSIONS),
        "managed": False,
        "mentionable": False,
        "flags": 0,
    }
    channels = [channel for channel in server.channels.values() if channel.guild and not channel.deleted]
    return {
        "id": server.guild,
        "name": "Study hall",
        "owner_id": server.owner.id,
        "roles": [everyone],
        "emojis": [],
        "stickers": [],
        "features": [],
        "icon": None,
        "preferred_locale": "en-US",
        "verification_level": 0,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "premium_tier": 0,
        "nsfw_level": 0,
        "unavailable": False,
        "large": False,
        "joined_at": server.moment(0),
        "member_count": len(server.people) + 1,
        "members": [member_json(server, server.bot, bot=True)],
        "channels": [channel_json(server, channel) for channel in channels if channel.kind != THREAD],
        "threads": [channel_json(server, channel) for channel in channels if channel.kind == THREAD],
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def message_json(server: DiscordServer, message: Message) -> JSON:
    """A message as it stands."""
    edited = message.earlier[-1]["edited_at"] if message.earlier else None
    author = server.bot if message.author == server.bot.id else person_of(server, message.author)
    return {
        "id": message.id,
        "channel_id": message.channel.id,
        "type": 0,
        "author": user_json(author, bot=author is server.bot),
        "content": message.body.get("content") or "",
        "embeds": message.body.get("embeds") or [],
        "components": message.components,
        "attachments": [],
        "mentions": [],
        "mention_roles": [],
        "mention_everyone": False,
        "pinned": False,
        "tts": False,
        "timestamp": server.moment(message.sent_at),
        "edited_timestamp": None if edited is None else server.moment(edited),
        "flags": message.flags | (1 << 7 if message.loading else 0),
        **({"nonce": message.nonce} if message.nonce else {}),
        **({"thread": channel_json(server, message.thread)} if message.thread else {}),
    }


def person_of(server: DiscordServer, wanted: str) -> Person:
    """Find somebody by id."""
    return next(person for person in server.people.values() if person.id == wanted)


def interaction_json(server: DiscordServer, done: Interaction) -> JSON:
    """What a person did, as INTERACTION_CREATE brings it."""
    in_guild = done.channel.guild is not None
    payload: JSON = {
        "id": done.id,
        "application_id": server.application,
        "type": done.kind,
        "token": done.token,
        "version": 1,
        "data": done.data,
        "channel": channel_json(server, done.channel),
        "channel_id": done.channel.id,
        "locale": done.person.locale,
        "app_permissions": str(BOT_PERMISSIONS & ~(done.channel.parent or done.channel).denied),
        "attachment_size_limit": 10 * 1024 * 1024,
        "entitlements": [],
        "authorizing_integration_owners": owners_json(server, done.channel),
        "context": 0 if in_guild else 1,
    }
    if in_guild:
        guild = {"id": server.guild, "locale": "en-US", "features": []}
        member = member_json(server, done.person)
        payload |= {"guild_id": server.guild, "guild": guild, "guild_locale": "en-US", "member": member}
    else:
        payload |= {"user": user_json(done.person)}
    if done.message is not None:
        payload |= {"message": message_json(server, done.message)}
    return payload


def owners_json(server: DiscordServer, channel: Channel) -> JSON:
    """Who brought the bot here: the guild, or one person."""
    if channel.brought_by is not None:
        return {"1": channel.brought_by.id}
    return {"0": server.guild if channel.guild is not None else "0"}


def callback_json(server: DiscordServer, done: Interaction, message: Message | None) -> JSON:
    """The answer to a first response that asked for one."""
    answer_type = done.answer_type or 0
    told: JSON = {"id": done.id, "type": done.kind}
    if message is None:
        return {"interaction": told}
    told |= {
        "response_message_id": message.id,
        "response_message_loading": answer_type == 5,
        "response_message_ephemeral": bool(message.flags & EPHEMERAL),
    }
    return {"interaction": told, "resource": {"type": answer_type, "message": message_json(server, message)}}


def ready_json(server: DiscordServer, session: str, gateway: str) -> JSON:
    """READY."""
    return {
        "v": 10,
        "user": user_json(server.bot, bot=True),
        "guilds": [{"id": server.guild, "unavailable": True}] if server.invited else [],
        "session_id": session,
        "resume_gateway_url": gateway,
        "application": {"id": server.application, "flags": 0},
    }


def application_json(server: DiscordServer) -> JSON:
    """The application, as its owner sees it."""
    return {
        "id": server.application,
        "name": "Cohort",
        "icon": None,
        "description": "",
        "summary": "",
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": 0,
        "owner": user_json(server.owner),
        "team": None,
        "install_params": None,
        "integration_types_config": {"0": {}, "1": {}},
    }
