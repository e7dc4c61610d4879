using System.IO.Compression;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Http.Unpacking;

namespace Jingan.TargetMgmt.Http.Tables.Xlsx;

/// <summary>The zip that a workbook is (ECMA-376 Part 2), with its parts by name.</summary>
internal sealed class Package : IDisposable
{
    private static readonly Text Damaged = new(
        "文件不完整或已损坏（可能上传、复制时中断）；请在 Excel 或 WPS 中打开确认并重新保存，再上传。",
        "The file is incomplete or damaged, as by an upload that broke off; open it, save it anew and send it again.");

    private readonly ZipArchive _zip;
    private readonly Unpacked _unpacked;

    // Part names are the same whatever their case (ECMA-376 Part 2, 6.2.2.3).
    private readonly Dictionary<string, ZipArchiveEntry> _parts = new(StringComparer.OrdinalIgnoreCase);

    private Package(ZipArchive zip, TableLimits limits, long packed)
    {
        (_zip, Limits, _unpacked) = (zip, limits, new(packed));
        foreach (var entry in zip.Entries)
        {
            var name = entry.FullName.Replace('\\', '/').TrimStart('/');
            if (name.Split('/').Contains(".."))
            {
                throw RefusedException.Invalid(RefusedException.Short(name), new(
                    "部件名称含有“..”，不是正常的工作簿；请另存为 .xlsx 后重新上传。",
                    "A part's name has .. in it, which no spreadsheet program writes; save the workbook anew."));
            }

            if (!_parts.TryAdd(name, entry))
            {
                throw RefusedException.Invalid(RefusedException.Short(name), new(
                    "文件中有两个同名的部件，无法确定以哪个为准；请另存为 .xlsx 后重新上传。",
                    "The file has two parts of this name, and neither is the right one; save the workbook anew."));
            }
        }
    }

    public TableLimits Limits { get; }

    /// <exception cref="RefusedException">It is no zip, a damaged one, or one of too many parts.</exception>
    public static Package Open(ReadOnlyMemory<byte> file, TableLimits limits)
    {
        if (file.Length > limits.Bytes)
        {
            throw RefusedException.TooLarge(WireLimits.TooLarge(limits.Bytes));
        }

        FileKind.MustBeZip(file.Span);

        if (ZipBytes.CountParts(file.Span) > XlsxLimits.Parts)
        {
            throw RefusedException.TooLarge(new(
                $"文件中的部件超过 {XlsxLimits.Parts} 个（工作表过多）；请只保留要报送的工作表后重新上传。",
                $"The file has more than {XlsxLimits.Parts} parts, as of too many sheets; keep only the "
                    + "sheet to be sent."));
        }

        ZipArchive? zip = null;
        try
        {
            zip = ZipBytes.Open(file);
            return new(zip, limits, file.Length);
        }
        catch (Exception broken) when (ZipBytes.IsDamage(broken))
        {
            zip?.Dispose();
            throw RefusedException.Invalid("", Damaged);
        }
        catch (RefusedException)
        {
            zip?.Dispose();
            throw;
        }
    }

    public bool Has(string part) => _parts.ContainsKey(part);

    /// <exception cref="RefusedException">There is no such part, or it is encrypted or damaged.</exception>
    public PartReader Read(string part)
    {
        if (!_parts.TryGetValue(part, out var entry))
        {
            throw RefusedException.Invalid(RefusedException.Short(part), new(
                "工作簿缺少此部件；请在 Excel 或 WPS 中打开并重新保存后上传。",
                "The workbook lacks this part; open it, save it anew and send it again."));
        }

        if (entry.IsEncrypted)
        {
            throw FileKind.Encrypted();
        }

        try
        {
            return new(part, new CountedStream(entry.Open(), part, _unpacked), Limits);
        }
        catch (Exception broken) when (ZipBytes.IsDamage(broken))
        {
            throw DamagedPart(part);
        }
    }

    public void Dispose() => _zip.Dispose();

    public static RefusedException DamagedPart(string part) =>
        RefusedException.Invalid(RefusedException.Short(part), Damaged);
}
