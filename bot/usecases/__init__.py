"""Everything the bot can do: one file per deed, one line per verb."""

from __future__ import annotations

from bot import commands as c
from bot.rules.groups import Role
from bot.usecases.answer_item import answer_item, open_sheet
from bot.usecases.change_board_name import change_board_name
from bot.usecases.change_plan import set_exam_day, set_privacy, show_privacy
from bot.usecases.close_session import close_session
from bot.usecases.correct_item import correct_item
from bot.usecases.discuss import discuss
from bot.usecases.due_reviews import reviews_ahead
from bot.usecases.explain_item import explain_item
from bot.usecases.forget_group import forget_group
from bot.usecases.forget_me import forget_me
from bot.usecases.hand_in import hand_in, mind_attempt
from bot.usecases.leave_places import leave_places, return_to_places, see_spaces
from bot.usecases.open_mock import open_mock, set_mocks
from bot.usecases.open_session import open_session, post_now, seen_ahead
from bot.usecases.practise import practise
from bot.usecases.rate_items import rate_ahead, rate_stale
from bot.usecases.report_item import report_item, show_reports
from bot.usecases.review_item import review_item
from bot.usecases.set_brief import brief_ahead, set_brief, show_brief, stop_briefs, write_ahead, write_brief
from bot.usecases.set_up_group import set_up_group
from bot.usecases.show_desk import show_desk
from bot.usecases.show_help import show_help
from bot.usecases.show_items import show_items
from bot.usecases.show_me import show_home, show_me
from bot.usecases.show_readiness import show_readiness
from bot.usecases.show_score import show_score
from bot.usecases.show_standings import show_standings
from bot.usecases.show_status import pause_posts, resume_posts, show_status
from bot.usecases.show_today import show_today
from bot.usecases.start_mock import start_mock, take_mock
from bot.usecases.take_stock import take_stock
from bot.usecases.tell_outcome import outcome_ahead, tell_outcome
from bot.usecases.try_place import park
from bot.usecases.turn_pages import flag_item, show_overview
from bot.usecases.verb import Verb

CATALOGUE: tuple[Verb, ...] = (
    Verb("today", c.ShowToday, show_today, Role.MEMBER, "member"),
    Verb("quiz", c.Practise, practise, Role.MEMBER, "member"),
    Verb("review", c.ReviewItem, review_item, Role.MEMBER, "member", ahead=reviews_ahead),
    Verb("me", c.ShowMe, show_me, Role.MEMBER, "member", looks=True),
    Verb("board", c.ShowStandings, show_standings, Role.MEMBER, "member"),
    Verb("exam", c.SetExamDay, set_exam_day, Role.MEMBER, "member"),
    Verb("outcome", c.TellOutcome, tell_outcome, Role.MEMBER, "member", ahead=outcome_ahead),
    Verb("privacy", c.SetPrivacy, set_privacy, Role.MEMBER, "member", shows=show_privacy),
    Verb("name", c.ChangeBoardName, change_board_name, Role.MEMBER, "member"),
    Verb("mock", c.StartMock, start_mock, Role.MEMBER, "member"),
    Verb("report", c.ReportItem, report_item, Role.MEMBER, "member"),
    Verb("forget", c.ForgetMe, forget_me, Role.MEMBER, "member"),
    Verb("help", c.ShowHelp, show_help, Role.ANYONE, "member", outside=True),
    Verb("setup", c.SetUpGroup, set_up_group, Role.LEAD, "lead", outside=True, ahead=seen_ahead),
    Verb("status", c.ShowStatus, show_status, Role.LEAD, "lead"),
    Verb("mocks", c.SetMocks, set_mocks, Role.LEAD, "lead"),
    Verb("post", c.PostNow, post_now, Role.LEAD, "lead", ahead=seen_ahead),
    Verb("pause", c.PausePosts, pause_posts, Role.LEAD, "lead"),
    Verb("resume", c.ResumePosts, resume_posts, Role.LEAD, "lead"),
    Verb("readiness", c.ShowReadiness, show_readiness, Role.LEAD, "lead", looks=True),
    Verb("brief", c.SetBrief, set_brief, Role.LEAD, "lead", ahead=brief_ahead, shows=show_brief),
    Verb("desk", c.ShowDesk, show_desk, Role.LEAD, "lead"),
    Verb("reports", c.ShowReports, show_reports, Role.LEAD, "lead"),
    Verb("items", c.ShowItems, show_items, Role.LEAD, "lead", ahead=rate_ahead),
    Verb("home", c.ShowHome, show_home, Role.ANYONE, "hidden", outside=True, looks=True),
    Verb("sheet", c.OpenSheet, open_sheet, Role.MEMBER, "hidden"),
    Verb("explain", c.ExplainItem, explain_item, Role.MEMBER, "hidden"),
    Verb("answer", c.AnswerItem, answer_item, Role.MEMBER, "hidden"),
    Verb("take", c.TakeMock, take_mock, Role.MEMBER, "hidden"),
    Verb("flag", c.FlagItem, flag_item, Role.MEMBER, "hidden"),
    Verb("overview", c.ShowOverview, show_overview, Role.MEMBER, "hidden"),
    Verb("handin", c.HandIn, hand_in, Role.MEMBER, "hidden"),
    Verb("score", c.ShowScore, show_score, Role.MEMBER, "hidden"),
    Verb("nobrief", c.StopBriefs, stop_briefs, Role.MEMBER, "hidden"),
    Verb("discuss", c.Discuss, discuss, Role.MEMBER, "hidden"),
    Verb("open", c.OpenSession, open_session, Role.CLOCK, "hidden", ahead=seen_ahead),
    Verb("close", c.CloseSession, close_session, Role.CLOCK, "hidden"),
    Verb("openmock", c.OpenMock, open_mock, Role.CLOCK, "hidden", ahead=seen_ahead),
    Verb("mind", c.MindAttempt, mind_attempt, Role.CLOCK, "hidden"),
    Verb("writebrief", c.WriteBrief, write_brief, Role.CLOCK, "hidden", ahead=write_ahead),
    Verb("stock", c.TakeStock, take_stock, Role.CLOCK, "hidden"),
    Verb("correct", c.CorrectItem, correct_item, Role.CLOCK, "hidden"),
    Verb("rate", c.RateItems, rate_stale, Role.CLOCK, "hidden", ahead=rate_ahead),
    Verb("leave", c.LeavePlaces, leave_places, Role.CLOCK, "hidden"),
    Verb("return", c.ReturnToPlaces, return_to_places, Role.CLOCK, "hidden"),
    Verb("spaces", c.SeeSpaces, see_spaces, Role.CLOCK, "hidden"),
    Verb("park", c.ParkPlace, park, Role.CLOCK, "hidden"),
    Verb("dissolve", c.ForgetGroup, forget_group, Role.CLOCK, "hidden"),
)
"""One line per verb: its name in chat, its command, its use case, who may use it and where it shows."""
