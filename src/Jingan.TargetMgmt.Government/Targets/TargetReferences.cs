using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Units;

namespace Jingan.TargetMgmt.Government.Targets;

/// <summary>What a target refers to must exist: its units and its parent.</summary>
internal sealed record TargetReferences(IReadOnlySet<UnitCode> Units, IReadOnlyDictionary<TargetId, long> Overall)
{
    public static async Task<TargetReferences> ReadAsync(UnitStore units, TargetStore targets, CancellationToken ct) =>
        new(await units.CodesAsync(ct), await targets.OverallAsync(ct));

    /// <summary>What a target of an import may refer to: what is stored,
    /// and the overall targets of the import itself.</summary>
    public TargetReferences With(IEnumerable<Target> imported) => this with
    {
        Overall = Overall.Concat(imported.Where(t => t.Level == TargetLevel.Overall)
            .Select(t => KeyValuePair.Create(t.Id, (long)t.Year)))
            .DistinctBy(p => p.Key).ToDictionary(),
    };

    public IEnumerable<(string Pointer, string Message)> Faults(Target target)
    {
        var unknownUnit =
            new Text("没有此单位；先用 PUT /units/{code} 添加", "is no known unit; add it with PUT /units/{code}").Current;
        if (!Units.Contains(target.LeadUnit))
        {
            yield return ("/leadUnit", unknownUnit);
        }

        if (target.CertifyingUnit is { } certifying && !Units.Contains(certifying))
        {
            yield return ("/certifyingUnit", unknownUnit);
        }

        for (var i = 0; i < (target.CoUnits?.Count ?? 0); i++)
        {
            if (!Units.Contains(target.CoUnits![i].Unit))
            {
                yield return ($"/coUnits/{i}/unit", unknownUnit);
            }
        }

        if (target.ParentId is { } parent
            && (parent == target.Id || !Overall.TryGetValue(parent, out var year) || year != target.Year))
        {
            yield return ("/parentId", new Text("不是同一年度的总体目标", "is no overall target of the same year").Current);
        }
    }
}
