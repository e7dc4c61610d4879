using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Government.Evidence;

/// <summary>A piece of evidence 佐证 that a unit uploaded, where it is used, and whether its content was
/// removed.</summary>
/// <param name="Index">Its index in the government log. Null in the answer to the upload, whose receipt says
/// it.</param>
/// <param name="Title">Null where the unit said nothing.</param>
/// <param name="AsOf">The day that it tells of; null where the unit said none.</param>
/// <param name="Removal">Null while the content is kept.</param>
/// <param name="Uses">The reports that name it, whoever filed them.</param>
internal sealed record UploadedEvidence(
    long? Index, string Sha256, UnitCode Unit, long Size, string MediaType, string? Title, DateOnly? AsOf,
    string UploadedBy, string UploadedAt, EvidenceRemoval? Removal, IReadOnlyList<EvidenceUse> Uses);

/// <summary>That the content of evidence was removed by law.</summary>
/// <param name="Index">Its index in the government log. Null in the answer to the removal, whose receipt says
/// it.</param>
internal sealed record EvidenceRemoval(
    long? Index, string Sha256, string OrderedBy, string Reason, string RemovedBy, string RemovedAt);

/// <summary>A unit's report that names a piece of evidence.</summary>
/// <param name="Revision">The last revision that names it.</param>
internal sealed record EvidenceUse(TargetId TargetId, Period Period, UnitCode Unit, long Revision);
