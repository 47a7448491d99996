"""Who stands in for whom, who was lent to a small office, and who handed over to whom."""

from __future__ import annotations

from datetime import date, timedelta

from accounts import demo as people
from accounts.deputies import choices
from accounts.models import Deputyship, HandOver, Loan, Membership
from portal.demo.scenes import AFTERNOON, EARLY, MORNING, on
from procurement.models import Project
from workflow.clock import legal_date
from workflow.models import Duty
from workflow.play import Opening, Play, Story

SIGNING = ["signoff.signature.sign", "signoff.signature.send_back"]
LEAVE, SHORT, AWAY = timedelta(weeks=20), timedelta(weeks=9), timedelta(days=15)
"""So long ago began a leave that is over, one that ended early, and one that still lasts."""
LENT_FOR = timedelta(days=330)
PASSING = [("mzj.zhuli", "mzj.yanglao"), ("mzj.yanglao", "mzj.zhuli"), ("czj.shebao", "czj.shehe")]
"""Who could hand over to whom: nobody as whom a visitor looks at the city first."""


def openings(today: date) -> list[Opening]:
    return [
        (on(today - LEAVE, EARLY), "leave", leave),
        (on(today - SHORT, EARLY), "short-leave", cut_short),
        (on(today - AWAY, EARLY), "away", away),
    ]


def leave(play: Play) -> Story:
    """Two weeks of summer: the deputy could take whatever the handler takes."""
    first = legal_date(play.now)
    _appoint(play, "mzj.jingban", "mzj.kaibiao", first, first + timedelta(days=13), "年休假")
    return
    yield


def cut_short(play: Play) -> Story:
    """The chief is back before the training is over."""
    first = legal_date(play.now)
    row = _appoint(play, "sfj.fayuan", "sfj.jiaozheng", first, first + timedelta(days=11), "参加业务培训")
    yield play.after(working_days=4, at=AFTERNOON)
    play.do(row, "end", people.actor("sfj.fayuan"), reason="培训提前结束，返岗。")


def away(play: Play) -> Story:
    """A secondment that lasts: the deputy signs what goes round, and nothing else."""
    first = legal_date(play.now)
    last = first + AWAY + timedelta(days=6)
    _appoint(play, "ngcz.guoku", "ngcz.kaibiao", first, last, "抽调参加专项检查", SIGNING)
    return
    yield


def borrowed(play: Play, project: Project) -> Story:
    """In an office of three the handler would have to accept what they bought: the city lends somebody."""
    yield play.after(working_days=2, at=MORNING)
    grounds = "本局共三人，经办人兼验收岗，本项目由其经办，验收须由他人承担。"
    loan = play.make(
        Loan,
        "ask",
        people.actor("ngtw.lingdao"),
        project=project,
        role="acceptor",
        lender=people.organisation("mzj"),
        grounds=grounds,
    )
    yield play.after(working_days=2, at=AFTERNOON)
    last_day = legal_date(play.now) + LENT_FOR
    play.do(loan, "lend", people.actor("mzj.lingdao"), person=_member("mzj.jiandu"), last_day=last_day)


def handed_over(play: Play) -> None:
    """Somebody changes to another post: what they have passes to a colleague, with a note."""
    if HandOver.objects.exists():
        return
    working = Duty.objects.open().filter(role__in=["handler", "reviewer"], personal=False)
    busy = set(working.values_list("user_id", flat=True))
    found = next((pair for pair in PASSING if people.actor(pair[0]).user_id in busy), None)
    if found is None:
        return
    giver, taker = map(_member, found)
    note = "我自明日起轮岗。申报材料已与各区核对一遍，存疑处已在附页标明；原件在二号柜第三层。"
    play.make(HandOver, "hand_over", people.actor(found[0]), giver=giver, taker=taker, note=note)


def _appoint(
    play: Play, away: str, deputy: str, first: date, last: date, note: str, steps: list[str] | None = None
) -> Deputyship:
    principal = _member(away)
    chosen = steps or [step.id for step in choices.steps_for(principal)]
    days = {"first_day": first, "last_day": last}
    people_named = {"principal": principal, "deputy": _member(deputy)}
    return play.make(
        Deputyship, "appoint", people.actor(away), **people_named, **days, note=note, steps=chosen
    )


def _member(username: str) -> Membership:
    unit = people.organisation(username.split(".")[0])
    return Membership.objects.select_related("organisation", "user").get(
        user__username=username, organisation=unit
    )
