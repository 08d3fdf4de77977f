"""The desk's tables in Chromium: sorted and searched with a script and without, heard, and kept as files."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from bot.cards.sheets import NOTHING
from tests.adapters.desk_browser import class_stand, column, come_in, downloaded
from tests.browser import Stand

__all__ = ["class_stand"]


# --- tables --------------------------------------------------------------------------------------


def test_a_head_sorts_and_sorts_back(chrome: Browser, class_stand: Stand) -> None:
    lead = come_in(chrome, class_stand)
    page = lead.page
    names = column(page, "members", 1)
    assert names == sorted(names, key=str.casefold)
    head = page.locator("#members-table thead th").nth(1)

    head.locator("a").click()
    chances = [int(words.rstrip("%")) for words in column(page, "members", 2) if words != "–"]
    assert chances == sorted(chances, reverse=True), "numbers from the largest on"
    assert column(page, "members", 2)[-1] == "–", "nothing to tell comes last"
    expect(head).to_have_attribute("aria-sort", "descending")
    expect(page.locator("#live")).to_have_text("Sorted by Chance to pass, descending")

    head.locator("a").click()
    chances = [int(words.rstrip("%")) for words in column(page, "members", 2) if words != "–"]
    assert chances == sorted(chances)
    assert column(page, "members", 2)[-1] == "–"
    assert page.locator("#members-table [aria-sort]").count() == 1
    assert "members.sort=2" in page.url, "the address keeps it"
    page.reload()
    assert [int(words.rstrip("%")) for words in column(page, "members", 2) if words != "–"] == chances


def test_days_and_ranges_sort_by_what_they_mean(chrome: Browser, class_stand: Stand) -> None:
    lead = come_in(chrome, class_stand)
    for place, key in ((3, lambda words: int(words.split()[0])), (7, lambda words: words)):
        lead.page.locator("#members-table thead th").nth(place).locator("a").click()
        told = [key(words) for words in column(lead.page, "members", place + 1) if words != "–"]
        if place == 3:
            assert told == sorted(told, reverse=True)
        else:
            assert told[0] == "28 Oct 2026", "the earliest, though 27 Nov comes before it as a word"


def test_searching_hides_what_does_not_match(chrome: Browser, class_stand: Stand) -> None:
    lead = come_in(chrome, class_stand)
    page = lead.page
    field = page.locator("#members-table [type=search]")
    field.fill("mA")
    assert column(page, "members", 1) == ["Amara", "Maya", "Omar"]
    expect(page.locator("#members-table .found")).to_have_text("3 of 12 shown")
    page.locator("#members-table thead th").nth(1).locator("a").click()
    assert set(column(page, "members", 1)) == {"Amara", "Maya", "Omar"}, "sorting keeps the search"
    field.press("Enter")
    assert page.url.startswith(f"{class_stand.address}/desk?"), "nothing is sent, the address keeps it"
    page.reload()
    assert set(column(page, "members", 1)) == {"Amara", "Maya", "Omar"}
    field.fill("nobody of that name")
    expect(page.locator("#members-table .empty-table")).to_be_visible()
    field.fill("")
    assert len(column(page, "members", 1)) == 12
    expect(page.locator("#members-table .empty-table")).to_be_hidden()


def test_everything_works_without_a_script(chrome: Browser, class_stand: Stand) -> None:
    lead = come_in(chrome, class_stand, java_script_enabled=False)
    page = lead.page
    page.locator("#members-table thead th").nth(2).locator("a").click()
    scaled = column(page, "members", 3)
    told = [int(words) for words in scaled if words != NOTHING]
    assert told == sorted(told, reverse=True)
    assert scaled == [*map(str, told), *[NOTHING] * (len(scaled) - len(told))], "whose middle is not told come last"
    expect(page.locator("#members-table thead th").nth(2)).to_have_attribute("aria-sort", "descending")
    page.locator("#tasks-table [type=search]").fill("lin")
    page.locator("#tasks-table").get_by_role("button", name="Search").click()
    assert column(page, "tasks", 1) == ["Elif", "Lin"] or column(page, "tasks", 1) == ["Lin"]
    assert column(page, "members", 3) == scaled, "one table's search keeps another's order"
    expect(page.locator("#tasks-table .found")).to_contain_text("of 12 shown")
    expect(page.locator("[data-do=print]")).to_be_hidden()


def test_tables_are_told_to_those_who_hear_them(chrome: Browser, class_stand: Stand) -> None:
    page = come_in(chrome, class_stand).page
    table = page.get_by_role("table", name="Members who let leads see how ready they are")
    expect(table.locator("caption")).to_have_text("Members who let leads see how ready they are")
    assert table.locator("thead th:not([scope=col])").count() == 0
    assert table.locator("tbody tr > :first-child:not([scope=row])").count() == 0
    expect(page.get_by_role("columnheader", name="Chance to pass")).to_be_visible()
    cell = page.locator("#tasks-table td[data-side=below]").first
    assert "below the pass line" in cell.inner_text()
    for picture in page.locator("main svg[role=img]").all():
        assert len(picture.locator("desc").text_content() or "") > 40


# --- files ---------------------------------------------------------------------------------------


def test_every_table_is_kept_as_a_file_with_what_it_shows(chrome: Browser, class_stand: Stand) -> None:
    page = come_in(chrome, class_stand).page
    for part in page.locator("[data-sheet]").all():
        sheet = part.get_attribute("data-sheet") or ""
        rows = downloaded(page, sheet)
        shown = column(page, sheet, 1)
        assert len(rows) == len(shown) + 1, sheet
        told = rows[1][0].lstrip("'") == shown[0]
        assert told or sheet in {"reliability", "mocks"}, "numbers are numbers there, and days days"
        assert len({len(row) for row in rows}) == 1, sheet
    (_, first, *_) = downloaded(page, "members")
    assert first[:3] == ["Amara", "0.1", "609"] or first[1].startswith("0."), "numbers are numbers"


def test_every_picture_is_kept_as_a_file(chrome: Browser, class_stand: Stand) -> None:
    page = come_in(chrome, class_stand).page
    for link in page.locator("figure .keep").all():
        with page.expect_download() as waiting:
            link.click()
        assert waiting.value.suggested_filename.endswith(".png")
        assert waiting.value.path().read_bytes().startswith(b"\x89PNG")


def test_a_formula_in_a_report_is_defused(chrome: Browser, class_stand: Stand) -> None:
    rows = downloaded(come_in(chrome, class_stand).page, "reports")
    assert any(row[-1].startswith("'=HYPERLINK") for row in rows)
