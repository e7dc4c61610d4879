namespace Jingan.TargetMgmt.Http.Tables.Xlsx;

/// <summary>The workbook part (ECMA-376 Part 1, 18.2): its sheets, its calendar and where the rest is.</summary>
internal sealed class Workbook
{
    private readonly List<(XlsxSheet Sheet, string? Id)> _sheets = [];
    private readonly IReadOnlyList<Relationship> _rest;

    private Workbook(PartReader xml, IReadOnlyList<Relationship> rest)
    {
        _rest = rest;
        while (xml.Read())
        {
            if (xml.IsElement && (xml.Name, xml.Depth) == ("workbookPr", 1))
            {
                Is1904 = xml.Flag("date1904");
            }
            else if (xml.IsElement && (xml.Name, xml.Depth) == ("sheet", 2))
            {
                _sheets.Add((new(xml.Attribute("name") ?? "", xml.Attribute("state") switch
                {
                    "hidden" => XlsxSheetState.Hidden,
                    "veryHidden" => XlsxSheetState.VeryHidden,
                    _ => XlsxSheetState.Visible,
                }), xml.RelationshipId()));
            }

            if (_sheets.Count > XlsxLimits.Sheets)
            {
                throw RefusedException.TooLarge(new(
                    $"工作簿超过 {XlsxLimits.Sheets} 个工作表；请只保留要报送的工作表后重新上传。",
                    $"The workbook has more than {XlsxLimits.Sheets} sheets; keep the one to be sent only."));
            }
        }
    }

    /// <summary>Whether days are counted from 1904 on, as on a Mac of old (ECMA-376 Part 1, 18.17.4.1).</summary>
    public bool Is1904 { get; }

    public IReadOnlyList<XlsxSheet> Sheets => [.. _sheets.Select(s => s.Sheet)];

    /// <exception cref="RefusedException">The package holds no workbook, or a broken one.</exception>
    public static Workbook Read(Package package)
    {
        var main = Relationship.Of(package, "").FirstOrDefault(r => r.Kind == "officeDocument")?.Target;
        var isOpenDocument = package.Has("mimetype") && package.Has("content.xml");
        if (main is null || main.EndsWith(".bin", StringComparison.OrdinalIgnoreCase)
            || main.StartsWith("word/", StringComparison.OrdinalIgnoreCase)
            || main.StartsWith("ppt/", StringComparison.OrdinalIgnoreCase))
        {
            throw FileKind.OtherPackage(main, isOpenDocument);
        }

        using var xml = package.Read(main).Within("workbook");
        return new(xml, Relationship.Of(package, main));
    }

    /// <summary>The part of a kind that the whole workbook has once; null where it has none.</summary>
    public string? Part(string kind) => _rest.FirstOrDefault(r => r.Kind == kind)?.Target;

    /// <summary>The first sheet that a person sees, or the one that is named, hidden or not.</summary>
    /// <exception cref="RefusedException">There is none.</exception>
    public (string Name, string Part) Find(string? name)
    {
        // Names are the same whatever their case, as everywhere in a spreadsheet.
        foreach (var (sheet, id) in _sheets.Where(s => name is null
            ? s.Sheet.State == XlsxSheetState.Visible
            : s.Sheet.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
        {
            switch (_rest.FirstOrDefault(r => r.Id == id))
            {
                case { Kind: "worksheet", Target: { } part }:
                    return (sheet.Name, part);
                case null or { Target: null }:
                    throw RefusedException.Invalid(RefusedException.Short(sheet.Name), new(
                        "文件中没有此工作表的内容；请在 Excel 或 WPS 中打开并重新保存后上传。",
                        "The file has nothing of this sheet; open it, save it anew and send it again."));
            }
        }

        var names = RefusedException.Short(string.Join("、", _sheets.Take(20).Select(s => s.Sheet.Name)));
        throw RefusedException.Invalid("", name is null
            ? new("工作簿中没有可见的工作表；请取消隐藏要报送的工作表后重新上传。",
                "No sheet of the workbook is visible; unhide the one to be sent and send it again.")
            : new($"工作簿中没有工作表“{RefusedException.Short(name)}”，只有：{names}。请使用原模板。",
                $"The workbook has no sheet {RefusedException.Short(name)}, only: {names}. Use the template."));
    }

    /// <summary>What of the whole workbook is not read.</summary>
    public IEnumerable<TableNote> Ignored() => _rest.DistinctBy(r => r.Kind).SelectMany(r => r.Kind switch
    {
        "vbaProject" => (IEnumerable<TableNote>)[new(r.Target ?? "", new(
            "工作簿带有宏，不读取也不运行。", "The workbook has macros; they are neither read nor run."))],
        "externalLink" => [new(r.Target ?? "", new(
            "工作簿链接到其他文件，不读取；引用其他文件的单元格是公式，不予接收。",
            "The workbook links to other files, which are not read; a cell that takes its value there is a formula."))],
        _ => [],
    });
}
