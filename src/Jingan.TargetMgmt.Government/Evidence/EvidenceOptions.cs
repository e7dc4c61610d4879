using System.ComponentModel.DataAnnotations;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Government.Evidence;

/// <summary>Section <c>Evidence</c>.</summary>
internal sealed class EvidenceOptions
{
    /// <summary>Where the files are; empty: the folder <c>evidence</c> in <c>Storage:Directory</c>. Several hosts share
    /// one.</summary>
    public string Directory { get; set; } = "";

    /// <summary>The longest file that is taken.</summary>
    [Range(1, 100L * 1024 * 1024 * 1024,
        ErrorMessage = "Evidence:MaxBytes must be between 1 and 107374182400 (100 GB).")]
    public long MaxBytes { get; set; } = 200L * 1024 * 1024;

    /// <summary>How many uploads by parts a unit may have open at a time.</summary>
    [Range(1, 1000, ErrorMessage = "Evidence:OpenUploads must be between 1 and 1000.")]
    public int OpenUploads { get; set; } = 10;

    /// <summary>The media types that are taken, of those there are; none named: all of them.</summary>
    public IList<string> Types { get; } = [];

    /// <summary>Whether files of a type are taken.</summary>
    public bool Takes(EvidenceType type) => Types.Count == 0 || Types.Contains(type.MediaType);

    /// <summary>What is said of a type that there is not.</summary>
    public static string UnknownType =>
        $"Evidence:Types may name only: {string.Join(", ", EvidenceType.All.Select(t => t.MediaType))}.";

    /// <summary>Whether every type that is named is one there is.</summary>
    public static bool KnowsTypes(EvidenceOptions options) =>
        options.Types.All(t => EvidenceType.Find(t) is not null);
}
