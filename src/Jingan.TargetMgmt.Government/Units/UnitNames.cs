using System.Buffers;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Importing;
using Jingan.TargetMgmt.Http.Tables;
using Jingan.TargetMgmt.Http.Tables.Spellings;

namespace Jingan.TargetMgmt.Government.Units;

/// <summary>Units by what the office calls them: the code, the name, or a short name that fits one unit only.</summary>
internal sealed class UnitNames(IReadOnlyList<Unit> units)
{
    private readonly IReadOnlyList<(Unit Unit, string Short)> _units = [.. units.Select(u => (u, ShortOf(u.Name)))];

    private const int MostSuggested = 3;

    // What lists of units are told apart by, and what no cell begins with.
    private static readonly SearchValues<char> NotInNames = SearchValues.Create("、，,;；|｜\\\r\n=+-@'\t");

    // What names are shortened by, at either end.
    private static readonly string[] Places = ["上海市静安区", "静安区", "上海市", "区"];

    private static readonly (string Long, string Short)[] Ends = [("委员会", "委"), ("办公室", "办")];

    /// <summary>Names nobody knows: codes alone are taken.</summary>
    public static readonly UnitNames None = new([]);

    /// <summary>The unit's code, or which unit may be meant. What can be a code is left to the rule that knows all
    /// codes.</summary>
    public CellReading Read(TableCell cell)
    {
        if (cell.Fault is not null)
        {
            return CellReading.OfCode(cell);
        }

        var text = PlainForm.Of(cell.Text);
        return Find(text) is [var one] ? new(one.Code.Value, one.Code.Value)
            : UnitCode.TryParse(text, null, out _) ? CellReading.OfCode(cell)
            : CellReading.Refused(Unknown(text));
    }

    /// <summary>The units that a text may name: one, where it is clear.</summary>
    public IReadOnlyList<Unit> Find(string text)
    {
        var brief = ShortOf(text);
        return Fitting(u => u.Unit.Code.Value == text || u.Unit.Name == text) is { Count: > 0 } exact ? exact
            : Fitting(u => u.Short == brief) is { Count: > 0 } same ? same
            : brief.Length < 2 ? []
            : Fitting(u => IsShortened(brief, u.Short));
    }

    /// <summary>The unit's name where it names no other one, else its code.</summary>
    public string NameOf(UnitCode code)
    {
        var name = _units.FirstOrDefault(u => u.Unit.Code == code).Unit?.Name;
        return name is not null && PlainForm.Of(name) == name && !name.AsSpan().ContainsAny(NotInNames)
            && Find(name) is [{ Code: var found }] && found == code ? name : code.Value;
    }

    private List<Unit> Fitting(Func<(Unit Unit, string Short), bool> fits) =>
        [.. _units.Where(fits).Select(u => u.Unit)];

    private Text Unknown(string text)
    {
        var fitting = Find(text);
        var meant = fitting.Count > 0 ? fitting
            : [.. _units.Select(u => (u.Unit, Common: u.Short.Intersect(ShortOf(text)).Count()))
                .Where(u => u.Common >= 2).OrderByDescending(u => u.Common).Select(u => u.Unit)];
        var shown = string.Join('、', meant.Take(MostSuggested).Select(u => $"{u.Name}（{u.Code}）"));
        return fitting.Count > 1
            ? PlainForm.Found(text, $"不止一个单位可简称如此：{shown}；请写全称或代码",
                $"fits several units: {shown}; write the full name or the code")
            : shown.Length > 0
                ? PlainForm.Found(text, $"没有此单位；是否为 {shown}？请写全称或代码",
                    $"is no known unit; did you mean {shown}? Write the full name or the code")
                : PlainForm.Found(text, "没有此单位；请写单位全称或代码，如 LSJ",
                    "is no known unit; write its full name or its code, such as LSJ");
    }

    private static string ShortOf(string name)
    {
        var place = Places.FirstOrDefault(p =>
            name.Length > p.Length + 1 && name.StartsWith(p, StringComparison.Ordinal));
        name = name[(place?.Length ?? 0)..];
        foreach (var (full, brief) in Ends)
        {
            name = name.EndsWith(full, StringComparison.Ordinal) ? name[..^full.Length] + brief : name;
        }

        return name;
    }

    // 发改委 of 发展和改革委: its signs in their order, the first and the last in their places.
    private static bool IsShortened(string brief, string full)
    {
        if (brief[0] != full[0] || brief[^1] != full[^1])
        {
            return false;
        }

        var at = 0;
        foreach (var sign in full)
        {
            at += at < brief.Length && brief[at] == sign ? 1 : 0;
        }

        return at == brief.Length;
    }
}
