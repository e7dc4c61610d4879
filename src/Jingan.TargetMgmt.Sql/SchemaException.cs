using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Sql;

/// <summary>A schema that this program cannot work with, or could not bring up to date: nothing was changed.</summary>
public sealed class SchemaException(Text reason, Exception? inner = null)
    : Exception($"{reason.Zh} / {reason.En}", inner)
{
    /// <summary>What is wrong and what to do.</summary>
    public Text Reason => reason;
}
