"""Pictures of the catalogue's year and of the policy library: what is consulted on, what is asked, what is answered."""

from __future__ import annotations

from tools.screens.shots import KEY, Link, Shot

CATALOGUE, LIBRARY = "/catalogue/", "/policies/"
EDITION = Link(rf"^{CATALOGUE}editions/{KEY}/$")
QUESTIONS, ANSWERS = f"{LIBRARY}questions/", "/notices/?kind=AN-27"
NOTICE = Link(r"^/notices/[A-Z]+-\d")
EDITOR, OFFICER = "czj.mulu", "czj.shenhe"

SHELF = (
    Shot("edition-difference", "public", "目录变化", "What changed in the catalogue",
         (CATALOGUE, EDITION, Link(rf"^{CATALOGUE}editions/{KEY}/changes/$"))),
    Shot("edition-draft", "budget", "目录草案与征求意见", "A draft edition out for comment",
         (CATALOGUE, EDITION), EDITOR),
    Shot("policies", "public", "政策库", "Policy library", (LIBRARY,)),
    Shot("policy", "public", "政策文件", "A policy", (LIBRARY, Link(rf"^{LIBRARY}{KEY}/$"))),
    Shot("questions", "desk", "公众提问", "Questions from the public", (QUESTIONS,), OFFICER),
    Shot("question", "desk", "公众的一个提问", "A question", (QUESTIONS, Link(rf"^{QUESTIONS}{KEY}/$")), OFFICER),
    Shot("answers", "public", "已公开的答复", "Answers made public", (ANSWERS,)),
    Shot("answer", "public", "一则公开的答复", "An answer made public", (ANSWERS, NOTICE)),
    Shot("question-ask", "public", "我要提问", "Asking a question", (f"{QUESTIONS}new/",)),
    Shot("policies-finance", "desk", "政策库（财政）", "Policy library, finance", (LIBRARY,), OFFICER),
    Shot("districts", "desk", "各区政策报送", "What districts have sent", (f"{LIBRARY}districts/",), OFFICER),
)  # fmt: skip
