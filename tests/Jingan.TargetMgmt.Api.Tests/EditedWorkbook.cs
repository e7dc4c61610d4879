using System.Globalization;
using System.IO.Compression;
using System.Xml.Linq;
using Jingan.TargetMgmt.Http.Tables;
using Jingan.TargetMgmt.Http.Tables.Xlsx;

namespace Jingan.TargetMgmt.Api.Tests;

/// <summary>A workbook of the service with some cells written over, as a clerk does.</summary>
internal static class EditedWorkbook
{
    private static readonly TableLimits Limits = new(10_000, 256, 32_767, 16 * 1024 * 1024);

    /// <summary>The same file with other cells on one of its sheets, the first being 1.</summary>
    public static byte[] With(byte[] file, int sheet, params IReadOnlyList<(string Address, object Value)> cells)
    {
        using var stream = new MemoryStream();
        stream.Write(file);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            var entry = zip.GetEntry($"xl/worksheets/sheet{sheet}.xml")!;
            XDocument part;
            using (var text = entry.Open())
            {
                part = XDocument.Load(text);
            }

            foreach (var (address, value) in cells)
            {
                Write(part, address, value);
            }

            entry.Delete();
            using var changed = zip.CreateEntry(entry.FullName).Open();
            part.Save(changed);
        }

        return stream.ToArray();
    }

    /// <summary>What a sheet shows, by address.</summary>
    public static IReadOnlyDictionary<string, string> Read(byte[] file, string sheet)
    {
        var read = XlsxReader.Read(file, Limits, sheet);
        Assert.True(read.IsRead, read.Refusal?.Detail.En);
        return read.Table.Rows.SelectMany(r => r.Cells).ToDictionary(c => c.Address, c => c.Text);
    }

    // Cells stand in their order; the writer gives them no addresses.
    private static void Write(XDocument part, string address, object value)
    {
        var ns = part.Root!.Name.Namespace;
        Assert.True(TableCell.TryRead(address, out var column, out var row));
        var cell = part.Descendants(ns + "row").Single(r => (int)r.Attribute("r")! == row).Elements(ns + "c")
            .ElementAt(column - 1);
        cell.RemoveNodes();
        cell.Attribute("t")?.Remove();
        if (value is string text)
        {
            cell.SetAttributeValue("t", "inlineStr");
            cell.Add(new XElement(ns + "is", new XElement(ns + "t", text)));
        }
        else
        {
            cell.Add(new XElement(ns + "v", Convert.ToString(value, CultureInfo.InvariantCulture)));
        }
    }
}
