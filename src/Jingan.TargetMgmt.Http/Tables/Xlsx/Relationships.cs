namespace Jingan.TargetMgmt.Http.Tables.Xlsx;

/// <summary>What a part points to (ECMA-376 Part 2, 6.5).</summary>
/// <param name="Id">Its name in the part that points.</param>
/// <param name="Kind">The last step of its type, such as <c>worksheet</c>: before it strict and transitional
/// differ.</param>
/// <param name="Target">The part that is meant; null of something outside the file.</param>
internal sealed record Relationship(string Id, string Kind, string? Target)
{
    // Of everything else, as of a link in every row, there may be many.
    private static readonly string[] Kinds =
    [
        "officeDocument", "worksheet", "chartsheet", "sharedStrings", "styles", "comments", "vbaProject",
        "externalLink",
    ];

    /// <summary>The relationships of a part, or of the package where the name is empty; none where it has
    /// none.</summary>
    public static IReadOnlyList<Relationship> Of(Package package, string part)
    {
        var cut = part.LastIndexOf('/') + 1;
        var name = $"{part[..cut]}_rels/{part[cut..]}.rels";
        if (!package.Has(name))
        {
            return [];
        }

        using var xml = package.Read(name).Within("Relationships");
        List<Relationship> found = [];
        while (xml.Read())
        {
            if (xml.IsElement && xml.Name == "Relationship" && xml.Attribute("Id") is { } id
                && xml.Attribute("Type") is { } type && type[(type.LastIndexOf('/') + 1)..] is var kind
                && Kinds.Contains(kind))
            {
                found.Add(new(id, kind, xml.Attribute("TargetMode") == "External"
                    ? null
                    : Resolve(name, part[..cut], xml.Attribute("Target") ?? "")));
            }

            if (found.Count > XlsxLimits.Parts)
            {
                throw RefusedException.TooLarge(new(
                    $"{RefusedException.Short(name)} 指向的部件过多；请只保留要报送的工作表后重新上传。",
                    $"{RefusedException.Short(name)} points to too many parts; keep the sheet to be sent only."));
            }
        }

        return found;
    }

    // A target is relative to the folder of the part, or begins with a slash at the package's root
    // (ECMA-376 Part 2, 6.5.3.4 and 6.2.4).
    private static string Resolve(string name, string folder, string target)
    {
        var path = target.Replace('\\', '/');
        List<string> steps = [.. (path.StartsWith('/') ? "" : folder).Split('/').Where(s => s.Length > 0)];
        foreach (var step in path.Split('/').Where(s => s is not ("" or ".")))
        {
            if (step != "..")
            {
                steps.Add(step);
            }
            else if (steps.Count > 0)
            {
                steps.RemoveAt(steps.Count - 1);
            }
            else
            {
                throw RefusedException.Invalid(RefusedException.Short(name), new(
                    "部件指向文件之外的位置，不读取；请在 Excel 或 WPS 中重新保存后上传。",
                    "The part points outside the file, which is not followed; save the workbook anew."));
            }
        }

        return string.Join('/', steps);
    }
}
