using Jingan.TargetMgmt.Web.Wire;

namespace Jingan.TargetMgmt.Web.Reporting;

/// <summary>The fields of a report as they are being typed.</summary>
public sealed class ReportFields
{
    public string Value { get; set; } = "";

    public bool NoChange { get; set; }

    public string Narrative { get; set; } = "";

    public string Difficulties { get; set; } = "";

    public string NextSteps { get; set; } = "";

    public string SelfColour { get; set; } = "";

    public string PartDone { get; set; } = "";

    public string PartForecast { get; set; } = "";

    public string Signatory { get; set; } = "";

    public List<NodeFields> Nodes { get; } = [];

    /// <summary>The remarks that the report answers.</summary>
    public HashSet<long> Answers { get; } = [];

    /// <summary>The evidence that the report names, by hash.</summary>
    public List<string> Evidence { get; } = [];

    /// <summary>Whom the unit waits for.</summary>
    public List<WaitFields> Waits { get; } = [];

    /// <summary>Where to look in the evidence, as another way of reporting said it; kept with the evidence.</summary>
    public List<EvidenceNote> Notes { get; } = [];

    /// <summary>Whether the value, if there is one, is a number.</summary>
    public bool IsNumber => Typed.TryNumber(Value, out _);

    public static ReportFields Of(DraftContent? content, TargetView target)
    {
        var fields = new ReportFields
        {
            Value = Typed.Show(content?.Value), NoChange = content?.NoChange ?? false,
            Narrative = content?.Narrative ?? "", Difficulties = content?.Difficulties ?? "",
            NextSteps = content?.NextSteps ?? "", SelfColour = content?.SelfColour ?? "",
            PartDone = content?.Part?.DoneOn ?? "", PartForecast = content?.Part?.ForecastOn ?? "",
        };
        fields.Evidence.AddRange(content?.Evidence ?? []);
        fields.Notes.AddRange(content?.EvidenceNotes ?? []);
        fields.Waits.AddRange((content?.WaitsFor ?? []).Select(WaitFields.Of));
        fields.Answers.UnionWith(content?.AnswersRemarks ?? []);
        foreach (var node in target.Nodes ?? [])
        {
            var state = content?.Nodes?.FirstOrDefault(n => n.Code == node.Code);
            fields.Nodes.Add(new(node) { DoneOn = state?.DoneOn ?? "", ForecastOn = state?.ForecastOn ?? "" });
        }

        return fields;
    }

    public DraftContent ToContent()
    {
        Typed.TryNumber(Value, out var value);
        return new(
            Typed.Text(Narrative), NoChange ? null : value, NoChange ? null : States(), NoChange,
            Typed.Text(Difficulties), Typed.Text(NextSteps), Typed.Text(SelfColour),
            Evidence.Count == 0 ? null : [.. Evidence],
            Answers.Count == 0 ? null : [.. Answers.Order()], Part,
            Waits.Count == 0 ? null : [.. Waits.Select(w => w.ToWait())],
            Notes.Where(n => Evidence.Contains(n.Sha256)).ToArray() is { Length: > 0 } notes ? notes : null);
    }

    public ReportBody ToReport(string period)
    {
        var content = ToContent();
        return new(
            period, content.Narrative ?? "", Signatory.Trim(), content.Value, content.Nodes, content.NoChange,
            content.Difficulties, content.NextSteps, content.SelfColour, content.Evidence, content.AnswersRemarks,
            content.Part, content.WaitsFor, content.EvidenceNotes);
    }

    private PartState? Part => Typed.Text(PartDone) is null && Typed.Text(PartForecast) is null
        ? null
        : new(Typed.Text(PartDone), Typed.Text(PartForecast));

    private NodeState[]? States()
    {
        NodeState[] said = [.. Nodes.Where(n => n.DoneOn.Length + n.ForecastOn.Length > 0)
            .Select(n => new NodeState(n.Node.Code, Typed.Text(n.DoneOn), Typed.Text(n.ForecastOn)))];
        return said.Length == 0 ? null : said;
    }
}
