namespace Jingan.TargetMgmt.Http.Tables.Xlsx;

/// <summary>The texts that cells name by number (ECMA-376 Part 1, 18.4.9), those that a sheet uses.</summary>
internal static class SharedTexts
{
    /// <summary>Reads the table as a stream and keeps what is wanted.</summary>
    public static IReadOnlyDictionary<int, string> Read(
        Package package, string? part, IReadOnlySet<int> wanted, TextBudget budget)
    {
        Dictionary<int, string> texts = new(wanted.Count);
        if (part is null || wanted.Count == 0)
        {
            return texts;
        }

        using var xml = package.Read(part).Within("sst");
        for (var index = 0; texts.Count < wanted.Count && xml.Read();)
        {
            if (!xml.IsElement || (xml.Name, xml.Depth) != ("si", 1))
            {
                continue;
            }

            if (wanted.Contains(index))
            {
                texts.Add(index, RichText.Read(xml, package.Limits.CellCharacters)
                    ?? throw RefusedException.TooLarge(new(
                        $"{RefusedException.Short(part)} 中有一段文字超过 {package.Limits.CellCharacters} 字；"
                            + "请缩短后重新上传。",
                        $"{RefusedException.Short(part)} has a text of more than {package.Limits.CellCharacters} "
                            + "characters; shorten it and send it again.")));
                budget.Add(texts[index]);
            }

            index++;
        }

        return texts;
    }
}

/// <summary>How much text of a table is kept.</summary>
internal sealed class TextBudget
{
    private long _kept;

    /// <exception cref="RefusedException">It is too much.</exception>
    public void Add(string text)
    {
        if ((_kept += text.Length) > XlsxLimits.Characters)
        {
            throw RefusedException.TooLarge(new(
                $"表中文字合计超过 {XlsxLimits.Characters / 10_000} 万字；请分批报送。",
                $"The table's texts are more than {XlsxLimits.Characters:N0} characters; send it in parts."));
        }
    }
}
