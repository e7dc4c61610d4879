using System.Text.Json;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Classification.Schemes;

/// <summary>Reads the classes of a scheme document.</summary>
/// <param name="defined">The colours its bands may name.</param>
internal sealed class ClassReader(HashSet<string> defined)
{
    private const int MaxBands = 50;
    private const int MaxNamed = 1000;

    public SchemeClass Class(SchemeElement element)
    {
        var members = element.Members("name", "applies", "measure", "bands");
        var name = members.Required("name", e => e.Text()) ?? "";
        var applies = members.Required("applies", Applies) ?? new();
        var measure = members.Required("measure", e => e.OneOf<SchemeMeasure>());
        var bands = measure switch
        {
            null => null,
            SchemeMeasure.Judgement => members.Optional("bands", e => e.List(0, 0, NumericBand)),
            SchemeMeasure.Reached => members.Required("bands", e => e.List(1, MaxBands, BooleanBand)),
            _ => members.Required("bands", e => e.List(1, MaxBands, NumericBand)),
        };
        return new(name, applies, measure ?? default, bands ?? []);
    }

    private static Applies Applies(SchemeElement element)
    {
        var members = element.Members("kind", "direction", "nature", "field", "targets", "reached", "lastPeriod");
        return new(
            members.Optional("kind", e => e.OneOf<TargetKind>()),
            members.Optional("direction", e => e.List(1, MaxNamed, d => d.OneOf<Direction>() ?? default)),
            members.Optional("nature", e => e.List(1, MaxNamed, n => n.OneOf<TargetNature>() ?? default)),
            members.Optional("field", e => e.List(1, MaxNamed, f => f.Text() ?? "")),
            members.Optional("targets", e => e.List(1, MaxNamed, Target)),
            members.Optional("reached", e => e.Boolean()),
            members.Optional("lastPeriod", e => e.Boolean()));
    }

    private static TargetId Target(SchemeElement element)
    {
        if (element.Json.ValueKind != JsonValueKind.String
            || !TargetId.TryParse(element.Json.GetString(), null, out var id))
        {
            element.Refuse("不是目标编号", "Must be a target id.");
            return default;
        }

        return id;
    }

    private Band NumericBand(SchemeElement element)
    {
        var members = Members(element);
        members.RefuseIf(members.Has("is"), "is", "数值类指标不能用 is", "A numeric measure has no bands with \"is\".");
        members.RefuseIf(members.Has("fromExclusive") && !members.Has("from"), "fromExclusive", "没有 from",
            "There is no \"from\".");
        members.RefuseIf(members.Has("toInclusive") && !members.Has("to"), "toInclusive", "没有 to",
            "There is no \"to\".");

        var from = members.Optional("from", e => e.Decimal());
        var to = members.Optional("to", e => e.Decimal());
        members.RefuseIf(from > to, "to", "to 小于 from", "\"to\" is less than \"from\".");
        return new(
            members.Required("colour", e => e.ColourIn(defined)) ?? "",
            from,
            members.Optional("fromExclusive", e => e.Boolean()) ?? false,
            to,
            members.Optional("toInclusive", e => e.Boolean()) ?? false);
    }

    private Band BooleanBand(SchemeElement element)
    {
        var members = Members(element);
        foreach (var name in (string[])["from", "fromExclusive", "to", "toInclusive"])
        {
            members.RefuseIf(members.Has(name), name, "是否类指标只用 is", "A boolean measure has bands with \"is\" only.");
        }

        return new(members.Required("colour", e => e.ColourIn(defined)) ?? "",
            Is: members.Required("is", e => e.Boolean()));
    }

    private static SchemeMembers Members(SchemeElement band) =>
        band.Members("from", "fromExclusive", "to", "toInclusive", "is", "colour");
}
