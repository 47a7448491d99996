"""What points at a person is found in whatever way it is written, and plain words are let through."""

import pytest
from django.utils.translation import override

from core.personal import found_in, known_in, without_numbers


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("服务很好，我叫张三，电话13900001111。", ["a telephone number", "a name"]),
        ("请打 139 0000 1111 找我", ["a telephone number"]),
        ("单位座机0431-88770000", ["a telephone number"]),
        ("身份证11010519491231002X", ["an identity number"]),
        ("身份证号：220102198001011234，有一位写错了", ["an identity number"]),
        ("电话１３９００００１１１１", ["a telephone number"]),
        ("验收日期2026-11-02 13900001111", ["a telephone number"]),
        ("写信到 zhang@example.org", ["an e-mail address"]),
        ("护理员叫李小红，很耐心", ["a name"]),
        ("换了三次护理员，每次都要重新讲一遍。", []),
        ("希望2026年继续，每月4次，共300分钟。", []),
        ("合同编号HT-220100-2026-0028", []),
        ("我叫什么不重要", []),
    ],
)
def test_what_points_at_a_person_is_named(text, kinds):
    with override("en"):
        assert [str(kind) for kind in found_in(text)] == kinds


def test_an_offices_own_line_is_no_ones() -> None:
    """A citizen's may be their home."""
    line, mobile = "咨询电话0431-88770000", "王科长139 0000 1111"
    assert not list(found_in(line, of_office=True)) and list(found_in(mobile, of_office=True))
    assert without_numbers(f"{line}，{mobile}", of_office=True) == f"{line}，王科长……"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("联系人李四13911112222，身份证11010519491231002X。", "联系人李四……，身份证……。"),
        ("请打 139 0000 1111 或0431-88770000", "请打 …… 或……"),
        ("身份证号：220102198001011234", "身份证号：……"),
        ("电话１３９００００１１１１", "电话……"),
        ("合同编号HT-220100-2026-0028，共１２次", "合同编号HT-220100-2026-0028，共１２次"),
    ],
)
def test_a_gap_stands_where_a_number_stood(said, told):
    assert without_numbers(said) == told


@pytest.mark.parametrize(
    ("mark", "text", "is_there"),
    [
        ("张三", "张三问：目录何时公布？", True),
        ("张三", "张 三问", True),
        ("ｗ＠example.cn", "写信到W@example.cn", True),
        ("Li Wei", "Asked by li  wei.", True),
        ("Li Wei", "Asked by Li Weimin.", False),
        ("Li", "Likely on Friday.", False),
        ("张", "张贴在社区公告栏。", False),
        ("市民", "市民可以向社区提出。", False),
        ("一位热心市民", "一位热心市民问", False),
        ("", "何时公布？", False),
    ],
)
def test_a_mark_that_is_known_is_found_and_what_is_nobodys_name_is_not(mark, text, is_there):
    assert list(known_in(text, [("a name", mark)])) == (["a name"] if is_there else [])
