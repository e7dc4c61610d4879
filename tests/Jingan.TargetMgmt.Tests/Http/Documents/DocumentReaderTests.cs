using System.IO.Compression;
using System.Text;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Documents;

namespace Jingan.TargetMgmt.Tests.Http.Documents;

public sealed class DocumentReaderTests
{
    private const string Word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    [Theory]
    [InlineData("utf-8", "")]
    [InlineData("gb18030", "")]
    [InlineData("gb18030", "; charset=gbk")]
    [InlineData("utf-16", "")]
    public void A_text_is_read_in_the_encodings_that_tables_are(string encoding, string charset)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var its = Encoding.GetEncoding(encoding);
        Assert.Equal("新增床位500张。",
            DocumentReader.Read("text/plain" + charset,
                (byte[])[.. its.GetPreamble(), .. its.GetBytes("新增床位500张。")]).Text);
    }

    [Fact]
    public void A_document_is_its_paragraphs_as_a_reader_sees_them() => Assert.Equal(
        "# 二、主要工作\n新增床位500张。\n甲\n乙\n", Read($"""
            <w:document xmlns:w="{Word}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>
            <w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>二、主要工作</w:t></w:r></w:p>
            <w:p><w:r><w:t xml:space="preserve">新增</w:t></w:r>
            <w:del><w:r><w:t>旧</w:t></w:r></w:del><w:r><w:t>床位</w:t></w:r>
            <w:moveFrom><w:r><w:t>移走</w:t></w:r></w:moveFrom>
            <w:r><w:instrText>PAGE</w:instrText><w:t>500张。</w:t></w:r></w:p>
            <w:tbl><w:tr><w:tc><w:p><w:r><mc:AlternateContent><mc:Choice><w:t>甲</w:t></mc:Choice>
            <mc:Fallback><w:t>甲</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p></w:tc>
            <w:tc><w:p><w:r><w:t>乙</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>
            """).Text);

    [Theory]
    [InlineData("application/pdf", "%PDF-1.7", "unsupported_media_type")]
    [InlineData("text/plain", "%PDF-1.7", "invalid_request")]
    [InlineData("text/plain", "{\\rtf1 x}", "invalid_request")]
    [InlineData("text/plain", "PK\u0003\u0004", "invalid_request")]
    [InlineData(DocumentReader.Docx, "新增床位", "invalid_request")]
    [InlineData(DocumentReader.Docx, "PK\u0003\u0004", "invalid_request")]
    [InlineData(null, "x", "unsupported_media_type")]
    public void Any_other_form_is_refused_by_name(string? type, string body, string code)
    {
        var (text, refusal) = DocumentReader.Read(type, Encoding.UTF8.GetBytes(body));
        Assert.Null(text);
        Assert.Equal(code, refusal!.Code.Code);
    }

    [Fact]
    public void An_old_document_is_told_what_to_be_saved_as() => Assert.Contains(".docx",
        DocumentReader.Read("text/plain", (byte[])[0xD0, 0xCF, 0x11, 0xE0, 0, 0]).Refusal!.Errors![""][0],
        StringComparison.Ordinal);

    // A gigabyte of one sign packs into a megabyte.
    [Theory]
    [InlineData("<w:t>", "</w:t>")]
    [InlineData("<w:t a=\"", "\"/>")]
    [InlineData("<!--", "-->")]
    [InlineData("<w:t><![CDATA[", "]]></w:t>")]
    public void A_gigabyte_in_one_node_is_refused_before_it_is_unpacked(string open, string close) =>
        Assert.Equal("too_large", DocumentReader.Read(DocumentReader.Docx, Zip(part =>
        {
            Write(part, $"<w:document xmlns:w=\"{Word}\"><w:body><w:p><w:r>{open}");
            var block = Encoding.UTF8.GetBytes(new string('a', 1 << 20));
            for (var i = 0; i < 1024; i++)
            {
                part.Write(block);
            }

            Write(part, $"{close}</w:r></w:p></w:body></w:document>");
        })).Refusal!.Code.Code);

    [Theory]
    [InlineData("<w:p/>")]
    [InlineData("<w:p><w:r><w:t>字字字字字字字字字字</w:t></w:r></w:p>")]
    [InlineData("<w:p>")]
    public void A_document_of_too_many_paragraphs_is_refused(string part)
    {
        var (text, refusal) = Read(
            $"<w:document xmlns:w=\"{Word}\"><w:body>{string.Concat(Enumerable.Repeat(part, 600_000))}");
        Assert.Null(text);
        Assert.NotNull(refusal);
    }

    [Fact]
    public void A_document_type_is_refused_and_no_entity_is_resolved() => Assert.Equal(ProblemCode.Invalid, Read(
        $"<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>"
        + $"<w:document xmlns:w=\"{Word}\"><w:t>&a;</w:t></w:document>")
        .Refusal!.Code);

    [Fact]
    public void A_zip_of_too_many_parts_or_without_a_document_is_refused()
    {
        Assert.Equal(ProblemCode.Invalid,
            DocumentReader.Read(DocumentReader.Docx, Zip(_ => { }, "other.xml")).Refusal!.Code);
        Assert.Equal(ProblemCode.TooLarge, DocumentReader.Read(DocumentReader.Docx, Zip(
            _ => { }, [.. Enumerable.Range(0, 2_001).Select(i => $"p{i}")])).Refusal!.Code);
    }

    private static (string? Text, Jingan.TargetMgmt.Http.Requests.Problem? Refusal) Read(string xml) =>
        DocumentReader.Read(DocumentReader.Docx, Zip(part => Write(part, xml)));

    private static void Write(Stream part, string text) => part.Write(Encoding.UTF8.GetBytes(text));

    private static byte[] Zip(Action<Stream> write, params string[] names)
    {
        var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in names.Length > 0 ? names : ["word/document.xml"])
            {
                using var part = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                write(part);
            }
        }

        return file.ToArray();
    }
}
