namespace Jingan.TargetMgmt.Log;

/// <summary>How many bytes are free for this service where a folder lies.</summary>
public delegate long FreeBytes(string folder);
