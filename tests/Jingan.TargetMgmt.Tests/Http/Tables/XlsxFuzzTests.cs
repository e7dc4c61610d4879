using System.IO.Compression;
using System.Text;
using Jingan.TargetMgmt.Http.Tables.Xlsx;

namespace Jingan.TargetMgmt.Tests.Http.Tables;

/// <summary>Whatever bytes come, the answer is a table or a refusal, never an exception.</summary>
public sealed class XlsxFuzzTests
{
    private const int Files = 4_000;

    private static readonly string[] Splices =
    [
        "<", ">", "\"", "'", "/", "<c>", "</c>", "<row r='3'>", "</row>", " r='B2'", " t='s'", " t='d'", " s='1'",
        " s='99'",
        "<v>1E400</v>", "<v>-5</v>", "<v>43281.5</v>", "<f/>", "&#0;", "&lt;", "&x;", "]]>", "<![CDATA[", "<!--", "-->",
        "\0", "\uFFFF", "_xFFFF_", "xmlns=''", "<mergeCell ref='A1:B2'/>", " hidden='1'", "9999999999", "..", "/",
    ];

    [Fact]
    public void A_file_with_bytes_changed_is_a_table_or_refused()
    {
        var whole = Workbook();
        var random = new Random(20180630);
        var tables = 0;
        for (var i = 0; i < Files; i++)
        {
            var file = whole.ToArray();
            for (var changes = random.Next(1, 6); changes > 0; changes--)
            {
                file[random.Next(file.Length)] = (byte)(random.Next(3) == 0 ? random.Next(256) : random.Next(2) * 255);
            }

            var length = random.Next(8) == 0 ? random.Next(file.Length) : file.Length;
            tables += Answered(file.AsMemory(0, length), i);
        }

        Assert.InRange(tables, 1, Files - 1);
    }

    // Behind the zip's check sums: XML that is nearly right.
    [Fact]
    public void A_part_with_pieces_moved_is_a_table_or_refused()
    {
        var parts = Parts(Workbook());
        var random = new Random(20180630);
        var tables = 0;
        for (var i = 0; i < Files; i++)
        {
            var file = new XlsxFile();
            var chosen = random.Next(parts.Count);
            for (var p = 0; p < parts.Count; p++)
            {
                file.With(parts[p].Name, p == chosen ? Mutated(parts[p].Text, random) : parts[p].Text);
            }

            tables += Answered(file.ToBytes(), i);
        }

        Assert.InRange(tables, Files / 20, Files - 1);
    }

    private static int Answered(ReadOnlyMemory<byte> file, int number)
    {
        try
        {
            var read = XlsxReader.Read(file, XlsxFile.Limits);
            Assert.NotEqual(read.Table is null, read.Refusal is null);
            Assert.Equal(read.IsRead, XlsxReader.Sheets(file, XlsxFile.Limits).Refusal is null && read.IsRead);
            return read.IsRead ? 1 : 0;
        }
        catch (Exception escaped) when (escaped is not Xunit.Sdk.XunitException)
        {
            throw new InvalidOperationException($"file {number}: {escaped.GetType().Name} escaped", escaped);
        }
    }

    private static string Mutated(string text, Random random)
    {
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var (at, other) = (random.Next(text.Length), random.Next(text.Length));
            text = random.Next(4) switch
            {
                0 => text.Remove(at, Math.Min(random.Next(1, 12), text.Length - at)),
                1 => text.Insert(at, text.Substring(other, Math.Min(random.Next(1, 40), text.Length - other))),
                2 => text.Insert(at, Splices[random.Next(Splices.Length)]),
                _ => text.Remove(at, 1).Insert(at, ((char)random.Next(32, 127)).ToString()),
            };
            text = text.Length == 0 ? " " : text;
        }

        return text;
    }

    private static byte[] Workbook() => XlsxFile.Of(
        "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='inlineStr'><is><r><t>填报期</t></r></is></c></row>"
            + "<row r='2' hidden='0'><c r='A2' s='1'><v>0.055</v></c><c r='B2' s='2'><v>43252</v></c>"
            + "<c r='C2' s='3'><v>43281.5</v></c><c r='D2' t='d'><v>2018-06-30</v></c>"
            + "<c r='E2' t='e'><v>#N/A</v></c></row>"
            + "<row><c><f>A1</f><v>1.5E-3</v></c><c t='b'><v>1</v></c><c t='str'><v>a_x000A_b</v></c></row>",
        before: "<dimension ref='A1'/><cols><col min='3' max='3' hidden='1'/></cols>",
        after: "<mergeCells><mergeCell ref='A1:A2'/></mergeCells>")
        .With("xl/styles.xml", XlsxFile.Styles("0.0%", "yyyy\\-mm", "14", "[h]:mm", "#,##0.0,\"万\""))
        .With("xl/worksheets/_rels/sheet1.xml.rels", XlsxFile.Rels(XlsxFile.Rel("c", "comments", "../comments1.xml")))
        .With("xl/comments1.xml",
            $"<comments {XlsxFile.Main}><commentList><comment ref='B2'/></commentList></comments>")
        .ToBytes();

    private static List<(string Name, string Text)> Parts(byte[] file)
    {
        using var zip = new ZipArchive(new MemoryStream(file));
        return [.. zip.Entries.Select(e =>
        {
            using var text = new StreamReader(e.Open(), Encoding.UTF8);
            return (e.FullName, text.ReadToEnd());
        })];
    }
}
