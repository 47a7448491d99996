"""Pictures of reports to superiors: the list, a form, a month's sum, a year with its charts."""

from __future__ import annotations

from tools.screens.shots import KEY, Link, Shot

REPORTS = "/reports/"
REPORT = Link(rf"^{REPORTS}{KEY}/$")
WHO = "czj.shenhe"

REPORTING = (
    Shot("reports", "supervision", "上报统计报表", "Reports to superiors", (REPORTS,), WHO),
    Shot(
        "report-form",
        "supervision",
        "报表格式与报送情况",
        "A report form and who has reported",
        (f"{REPORTS}forms/", Link(rf"^{REPORTS}forms/{KEY}/$", "月报")),
        WHO,
    ),
    Shot(
        "report-month",
        "supervision",
        "汇总后报送的月报",
        "A month's sum, submitted",
        (f"{REPORTS}?state=submitted&span=month", Link(rf"^{REPORTS}{KEY}/$", "长春市")),
        WHO,
    ),
    Shot("report-year", "supervision", "年报", "A year's report", (f"{REPORTS}?span=year", REPORT), WHO),
    Shot("report-years", "supervision", "各年对比", "Years compared", (f"{REPORTS}years/",), WHO),
)
