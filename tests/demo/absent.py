"""States in which nothing of the city stands, and why."""

ABSENT = {
    "sourcing.Tender": {
        "closed": "lasts from the closing to the opening of the same morning",
        "decided": "announced in the same act of the story",
    },
    "contracts.Contract": {
        "proposed": "signed on the day on which it is proposed",
        "withdrawn": "every award of the city leads to a contract",
    },
    "contracts.Acceptance": {
        "convened": "the group that waits has examined already",
        "cancelled": "no group of the city had to be replaced",
    },
    "contracts.Payment": {
        "with_authority": "no contract of the city names an industry authority",
        "withdrawn": "a request that is returned waits for its completion",
    },
    "contracts.ProgressReport": {"returned": "the report that waits has not been looked at"},
}
