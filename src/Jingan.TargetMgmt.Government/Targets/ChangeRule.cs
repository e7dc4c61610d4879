using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Government.Targets;

/// <summary>What a change of a target says of itself agrees with what it changes.</summary>
internal static class ChangeRule
{
    /// <summary>The member that a first version must not have; null when it has none of them.</summary>
    public static string? InFirst(Target target) =>
        target.Change is not null ? "/change" : target.Related is not null ? "/related" : null;

    public static IEnumerable<(string Pointer, string Message)> Faults(
        Target current, Target request, IReadOnlySet<TargetId> existing)
    {
        switch (request.Change)
        {
            case TargetChange.CityIssued when current.Provisional != true:
                yield return ("/change",
                    new Text("现行版本不是“以市下达为准”，没有待下达的数值", "the version in force is not provisional").Current);
                break;
            case TargetChange.CityIssued when request.Provisional == true || request.TargetValue is null:
                yield return ("/targetValue",
                    new Text("市下达须写明目标值，且不再“以市下达为准”",
                        "what the city issued is a value, and no more provisional").Current);
                break;
            case TargetChange.Withdrawn when !IsToYearEnd(request):
                yield return ("/suspension",
                    new Text("撤销须写明自哪一期起，至年末", "a withdrawal says from which period on, to the year's end").Current);
                break;
            case TargetChange.Suspended when request.Suspension == current.Suspension:
                yield return ("/suspension", new Text("暂停的起止与现行版本相同", "is that of the version in force").Current);
                break;
        }

        var isElsewhere = request.Change is TargetChange.Split or TargetChange.Merged;
        if (isElsewhere != (request.Related is { Count: > 0 }))
        {
            yield return ("/related", (isElsewhere
                ? new Text("拆分、合并须写明由哪些目标承接", "a split or merged target goes on in others: name them")
                : new Text("只有拆分、合并才写承接的目标", "goes with a split or a merger only")).Current);
        }

        foreach (var (i, related) in (request.Related ?? []).Index())
        {
            var id = related.TargetId;
            if (id == request.Id || !existing.Contains(id) || request.Related!.Take(i).Contains(related))
            {
                yield return ($"/related/{i}/targetId",
                    new Text($"{id} 不是另一个已有的目标，或重复", $"{id} is no other known target, or is named twice").Current);
            }
        }
    }

    private static bool IsToYearEnd(Target target) =>
        target.Suspension is { } suspension
        && (suspension.Until is not { } until || until.EndsOn >= new DateOnly(target.Year, 12, 31));
}
