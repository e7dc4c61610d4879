using Jingan.TargetMgmt.Web.Wire;

namespace Jingan.TargetMgmt.Web.Reporting;

/// <summary>Whom a unit waits for, as it is being typed.</summary>
public sealed class WaitFields
{
    public string Unit { get; set; } = "";

    public string Since { get; set; } = "";

    public string What { get; set; } = "";

    // A target is named by other ways of reporting only; it is kept.
    private string? TargetId { get; init; }

    public static WaitFields Of(WaitsFor wait) =>
        new() { Unit = wait.Unit ?? "", Since = wait.Since, What = wait.What, TargetId = wait.TargetId };

    public WaitsFor ToWait() => new(Since, What.Trim(), Typed.Text(Unit), TargetId);
}
