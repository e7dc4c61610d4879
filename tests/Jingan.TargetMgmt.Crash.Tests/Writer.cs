using System.Text.Json.Nodes;

namespace Jingan.TargetMgmt.Crash.Tests;

/// <summary>A receipt that a client holds, and what it was given for.</summary>
/// <param name="Mark">A text that stands in this entry and in no other.</param>
internal sealed record Acknowledged(string Log, long Index, string LeafHash, long CheckpointSize, string Mark);

/// <summary>A client that writes one thing after another until the service is gone, and keeps every receipt.</summary>
internal abstract class Writer(string name)
{
    private readonly List<Acknowledged> _receipts = [];
    private int _count;
    private string? _unanswered;
    private TaskCompletionSource _begun = new();

    public string Name => name;

    public IReadOnlyList<Acknowledged> Receipts => _receipts;

    /// <summary>Set: what got no answer before a crash is sent again under its Idempotency-Key,
    /// and must not be stored twice.</summary>
    public bool Repeats { get; init; }

    /// <summary>Set: an answer that says to try again later is no failure.</summary>
    public bool Waits { get; init; }

    /// <summary>Ends with the first receipt of the present run.</summary>
    public Task Begun => _begun.Task;

    /// <summary>Returns when the service does not answer any more.</summary>
    public async Task RunAsync(HttpClient http)
    {
        _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        while (true)
        {
            var mark = _unanswered ?? $"{name} writes {_count++}.";
            _unanswered = Repeats ? mark : null;
            try
            {
                using var answer = await SendAsync(http, mark);
                var text = await answer.Content.ReadAsStringAsync();
                if (Accept((int)answer.StatusCode, JsonNode.Parse(text)!) is { } receipt)
                {
                    _unanswered = null;
                    _receipts.Add(new((string)receipt["log"]!, (long)receipt["index"]!, (string)receipt["leafHash"]!,
                        (long)receipt["checkpointSize"]!, mark));
                    _begun.TrySetResult();
                }
            }
            catch (Exception gone) when (ServiceProcess.IsGone(gone))
            {
                return;
            }
        }
    }

    /// <summary>Sends what the mark stands for.</summary>
    protected virtual async Task<HttpResponseMessage> SendAsync(HttpClient http, string mark)
    {
        using var request = NewRequest(mark);
        if (Repeats)
        {
            request.Headers.Add("Idempotency-Key", KeyOf(mark));
        }

        return await http.SendAsync(request);
    }

    /// <summary>The idempotency key of a mark.</summary>
    protected static string KeyOf(string mark) => mark.Replace(' ', '-');

    /// <summary>The same mark must give the same bytes: a repeat is recognised by them.</summary>
    protected abstract HttpRequestMessage NewRequest(string mark);

    /// <summary>The receipt; null when it is to be tried again. Any other answer fails the test.</summary>
    protected virtual JsonNode? Accept(int status, JsonNode answer)
    {
        if (Waits && (string?)answer["code"] is "unavailable" or "busy")
        {
            return null;
        }

        Assert.True(status == 201, $"{status} {answer}");
        return answer["receipt"];
    }
}
