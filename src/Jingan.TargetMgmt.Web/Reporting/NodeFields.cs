using Jingan.TargetMgmt.Web.Wire;

namespace Jingan.TargetMgmt.Web.Reporting;

/// <summary>A node's fields.</summary>
/// <param name="node">The node.</param>
public sealed class NodeFields(TargetNode node)
{
    public TargetNode Node => node;

    public string DoneOn { get; set; } = "";

    public string ForecastOn { get; set; } = "";
}
