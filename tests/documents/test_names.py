"""Names of files: what people see, and nothing that deceives them."""

import pytest

from documents import names


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("合同.pdf", "合同.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\资料\\报告.docx", "报告.docx"),
        ("a\x00b\r\n.pdf", "ab.pdf"),
        ("报告\u202efdp.exe", "报告fdp.exe"),
        ("零\u200b宽.pdf", "零宽.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("nul", "_nul"),
        ("  两  端 . .pdf", "两 端.pdf"),
        ('a<b>"c|d?.pdf', "a_b__c_d_.pdf"),
        (".pdf", "file.pdf"),
        ("", "file"),
        ("e\u0301.pdf", "é.pdf"),
    ],
)
def test_cleaned(given, kept):
    assert names.clean(given) == kept


def test_long_names_keep_their_extension():
    assert len(names.clean("长" * 300 + ".pdf")) == names.LONGEST
    assert names.clean("长" * 300 + ".pdf").endswith("长.pdf")


def test_endless_extensions_are_cut_too():
    assert len(names.clean("a." + "b" * 300)) <= names.LONGEST
