namespace Jingan.TargetMgmt.Api;

/// <summary>The way to the identity provider. Its keys are fetched by one request at a time, and all who sign in
/// meanwhile wait for it, one behind the other: once a fetch was in vain, those behind it are told so at once instead
/// of each waiting as long again.</summary>
internal sealed class ProviderDoor() : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
{
    private const int MostBytes = 10 * 1024 * 1024;

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(3);

    private long _failedAt; // zero: it answered

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        if (Volatile.Read(ref _failedAt) is not 0 and var at && TimeProvider.System.GetElapsedTime(at) < Rest)
        {
            throw new HttpRequestException("The identity provider did not answer a moment ago.");
        }

        try
        {
            var answer = await base.SendAsync(request, ct);
            await answer.Content.LoadIntoBufferAsync(MostBytes, ct); // one that stops halfway does not answer either
            Volatile.Write(ref _failedAt, 0);
            return answer;
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException)
        {
            Volatile.Write(ref _failedAt, TimeProvider.System.GetTimestamp());
            throw;
        }
    }
}
