"""What only a demonstration may know."""

PASSPHRASE = "开标 六个词 长春 伊通河 净月 南湖"  # noqa: S105  of all its opening officials; shown where it is asked for
