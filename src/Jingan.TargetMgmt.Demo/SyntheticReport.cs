using System.Text.Json;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;

namespace Jingan.TargetMgmt.Demo;

/// <summary>A made-up progress report 进展填报 of one unit on one target.</summary>
/// <param name="IsLead">Whether the unit leads; only then it tells a number or nodes, and is rated.</param>
/// <param name="IsLate">Whether it comes after the due date.</param>
/// <param name="Standing">How the target really stands, see <see cref="DemoProgress"/>.</param>
/// <param name="IsLumpy">Whether the number says less than that, see <see cref="QuantitativeMonth"/>.</param>
/// <param name="Claim">Rank of the colour that the unit claims; null: none.</param>
internal sealed record SyntheticReport(
    TargetId Target, Period Period, UnitCode Unit, bool IsLead, bool IsLate, int Standing, bool IsLumpy, int? Claim,
    decimal? Value, IReadOnlyList<NodeState>? Nodes, bool NoChange, string Narrative, string? Difficulties,
    string? NextSteps, string Signatory)
{
    private sealed record Body(
        Period Period, decimal? Value, IReadOnlyList<NodeState>? Nodes, bool NoChange, string Narrative,
        string? Difficulties, string? NextSteps, string? SelfColour, string Signatory);

    /// <summary>Every text of it that people read.</summary>
    public IEnumerable<string> Texts => new[] { Narrative, Difficulties, NextSteps, Signatory }.OfType<string>();

    /// <summary>The report's idempotency key: the same in every run, so that a repeat is known as one.</summary>
    public string IdempotencyKey(ulong seed) => $"synthetic-{seed}-{Period}-{Target}-{Unit}";

    public byte[] ToJson(Palette palette) => JsonSerializer.SerializeToUtf8Bytes(
        new Body(Period, Value, Nodes, NoChange, Narrative, Difficulties, NextSteps,
            Claim is { } rank ? palette.CodeOf(rank) : null, Signatory), WireJson.Options);
}
