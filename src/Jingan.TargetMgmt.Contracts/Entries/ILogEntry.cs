namespace Jingan.TargetMgmt.Contracts.Entries;

/// <summary>What every entry of both logs begins with.</summary>
public interface ILogEntry
{
    /// <summary>Version of the type's format: 1.</summary>
    int V { get; }

    /// <summary>What the entry is.</summary>
    string Type { get; }

    /// <summary>When the service took it, UTC.</summary>
    string At { get; }

    /// <summary>Whose access token brought it; <c>service</c> or <c>operator</c> where nobody's did.</summary>
    string Actor { get; }
}
