namespace Jingan.TargetMgmt.Web.Wire;

public sealed record OpenUpload(string Sha256, long Size);

/// <summary>How much of an upload has come.</summary>
public sealed record UploadState(string Sha256, long Size, long Offset);

public sealed record CompleteUpload(string Title, string FileName);

/// <summary>A piece of evidence that the service has.</summary>
public sealed record Evidence(string Sha256, string? Title, long Size);
