"""Small files of every kind, made here: good ones, and ones that pretend."""

import io
import struct
import zipfile
import zlib

import openpyxl


def pdf(extra=b"", head=b"%PDF-1.7\n", tail=b""):
    body = (
        b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n"
    )
    return head + body + extra + b"trailer<</Root 1 0 R>>\n%%EOF\n" + tail


def object_stream(content):
    packed = zlib.compress(content)
    return (
        b"4 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%s\nendstream endobj\n"
        % (
            len(packed),
            packed,
        )
    )


def png(width=1, height=1, tail=b""):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0\0"))
        + chunk(b"IEND", b"")
    ) + tail


def jpeg(width=1, height=1, tail=b""):
    frame = (
        b"\xff\xc0\x00\x11\x08"
        + struct.pack(">HH", height, width)
        + b"\x03\x01\x22\x00\x02\x11\x01\x03\x11\x01"
    )
    return (
        b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00" + frame + b"\xff\xd9" + tail
    )


def zipped(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return out.getvalue()


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def docx(types=WORD, **more):
    parts = {
        "[Content_Types].xml": f'<Types><Override PartName="/word/document.xml" ContentType="{types}"/></Types>',
        "word/document.xml": "<w:document/>",
    }
    return zipped(parts | more)


def outside_template():
    relation = (
        f'<Relationships><Relationship Id="r1" Type="{RELATIONS}/attachedTemplate" '
        'Target="http://example.org/t.dotm" TargetMode="External"/></Relationships>'
    )
    return docx(**{"word/_rels/settings.xml.rels": relation})


def xlsx():
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active["A1"] = "项目"
    book.save(out)
    return out.getvalue()


def ole(*streams):
    names = b"".join(name.encode("utf-16-le") + b"\0\0" for name in streams)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + names


def linked():
    """A ZIP with a symbolic link."""
    out, entry = io.BytesIO(), zipfile.ZipInfo("a.txt")
    entry.external_attr = 0o120777 << 16
    with zipfile.ZipFile(out, "w") as file:
        file.writestr(entry, "/etc/passwd")
    return out.getvalue()


def locked():
    """A ZIP that says that its entry is encrypted."""
    content = bytearray(zipped({"a.txt": "甲"}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.find(signature) + offset] |= 1
    return bytes(content)


def lying_about_size():
    """A ZIP whose directory promises less than what unpacks."""
    content = bytearray(zipped({"a.txt": "甲" * 2000}))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = content.find(signature) + offset
        content[at : at + 4] = struct.pack("<I", 10)
    return bytes(content)


GOOD = {
    "合同.pdf": pdf(),
    "照片.png": png(),
    "照片.jpg": jpeg(),
    "scan.JPEG": jpeg(),
    "方案.docx": docx(),
    "清单.xlsx": xlsx(),
    "旧文件.doc": ole("Root Entry", "WordDocument", "1Table"),
    "旧文件.wps": ole("Root Entry", "WordDocument"),
    "发票.ofd": zipped({"OFD.xml": "<ofd:OFD/>", "Doc_0/Document.xml": "<ofd:Document/>"}),
    "说明.txt": "说明：一切如常。\r\n".encode(),
    "国标.txt": "说明：一切如常。".encode("gb18030"),
    "名单.csv": "名称,金额\n甲,1.00\n".encode("utf-8-sig"),
    "材料.zip": zipped({"一/合同.pdf": pdf(), "一/说明.txt": "说明"}),
}

BAD = {
    "html as pdf": ("a.pdf", b"<html><script>alert(1)</script></html>", "script"),
    "html behind spaces as txt": ("a.txt", b"\xef\xbb\xbf \n<!DOCTYPE html><p>", "script"),
    "script in csv": ("a.csv", b"a,<script>alert(1)</script>", "script"),
    "svg": ("a.svg", b"<svg onload='x'/>", "extension"),
    "svg as png": ("a.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "script"),
    "html": ("a.html", b"<p>", "extension"),
    "program": ("a.exe", b"MZ\x90\0", "extension"),
    "program behind a double name": ("a.pdf.exe", pdf(), "extension"),
    "program as doc": ("a.doc", b"MZ\x90\0" + b"\0" * 600, "script"),
    "no extension": ("a", pdf(), "extension"),
    "png as jpg": ("a.jpg", png(), "content"),
    "text as pdf": ("a.pdf", b"hello", "content"),
    "pdf not at the start": ("a.pdf", pdf(head=b"x%PDF-1.7\n"), "content"),
    "pdf cut off": ("a.pdf", pdf()[:-10], "content"),
    "pdf that is a zip too": ("a.pdf", pdf(tail=zipped({"a.txt": "x"})), "polyglot"),
    "pdf with a script": ("a.pdf", pdf(b"4 0 obj<</S/JavaScript/JS(app.alert\\(1\\))>>endobj\n"), "active"),
    "pdf with a disguised script": ("a.pdf", pdf(b"4 0 obj<</S/J#61vaScript>>endobj\n"), "active"),
    "pdf with a packed script": ("a.pdf", pdf(object_stream(b"4 0 <</S/JavaScript/JS(x)>>")), "active"),
    "pdf that launches": ("a.pdf", pdf(b"4 0 obj<</S/Launch/F(cmd.exe)>>endobj\n"), "active"),
    "pdf with files inside": ("a.pdf", pdf(b"4 0 obj<</Type/EmbeddedFile>>endobj\n"), "active"),
    "pdf with a password": ("a.pdf", pdf(b"4 0 obj<</Encrypt 5 0 R>>endobj\n"), "password"),
    "png flood": ("a.png", png(60_000, 60_000), "pixels"),
    "jpeg flood": ("a.jpg", jpeg(65_000, 65_000), "pixels"),
    "png with a tail": ("a.png", png(tail=b"MZ"), "trailing"),
    "jpeg with a tail": ("a.jpg", jpeg(tail=b"%PDF-1.4"), "trailing"),
    "docm as docx": (
        "a.docx",
        docx(WORD.replace("document.main", "template.macroEnabledTemplate.main")),
        "macro",
    ),
    "macros in docx": ("a.docx", docx(**{"word/vbaProject.bin": "x"}), "macro"),
    "program in docx": ("a.docx", docx(**{"word/embeddings/oleObject1.bin": "x"}), "macro"),
    "outside template": ("a.docx", outside_template(), "outside"),
    "entities in docx": ("a.docx", docx(**{"word/a.xml": '<!DOCTYPE x [<!ENTITY a "b">]>'}), "entity"),
    "xlsx as docx": ("a.docx", xlsx(), "content"),
    "zip as docx": ("a.docx", zipped({"a.txt": "x"}), "content"),
    "macros in doc": ("a.doc", ole("WordDocument", "Macros", "_VBA_PROJECT"), "macro"),
    "packed program in doc": ("a.doc", ole("WordDocument", "\x01Ole10Native"), "macro"),
    "xls as doc": ("a.doc", ole("Workbook"), "content"),
    "bytes as text": ("a.txt", b"\xff\xfe\x00\x01\xff", "encoding"),
    "control characters": ("a.txt", b"a\x07b", "control"),
    "empty zip": ("a.zip", zipped({}), "empty"),
    "zip bomb": ("a.zip", zipped({"a.txt": b"\0" * 30_000_000}), "bomb"),
    "many entries": ("a.zip", zipped({f"{i}.txt": "" for i in range(3000)}), "bomb"),
    "zip slip": ("a.zip", zipped({"../../a.txt": "x"}), "path"),
    "absolute path": ("a.zip", zipped({"/etc/a.txt": "x"}), "path"),
    "drive": ("a.zip", zipped({"C:\\a.txt": "x"}), "path"),
    "link": ("a.zip", linked(), "link"),
    "zip with a password": ("a.zip", locked(), "password"),
    "zip that lies": ("a.zip", lying_about_size(), "broken"),
    "zip in zip": ("a.zip", zipped({"b.zip": zipped({"a.txt": "x"})}), "member"),
    "program in zip": ("a.zip", zipped({"a.exe": "MZ"}), "member"),
    "html as pdf in zip": ("a.zip", zipped({"a.pdf": "<html>"}), "member"),
}
"""What it is → (name, content, code of the refusal)."""
