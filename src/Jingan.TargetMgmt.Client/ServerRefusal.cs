namespace Jingan.TargetMgmt.Client;

/// <summary>The service said no, or failed: an RFC 9457 problem in most cases.</summary>
internal sealed class ServerRefusal(ApiAnswer answer) : Exception($"HTTP {answer.Status}")
{
    public ApiAnswer Answer => answer;
}
