using System.Text.Json;
using Jingan.TargetMgmt.Web.Sessions;
using Jingan.TargetMgmt.Web.Wire;

namespace Jingan.TargetMgmt.Web.Reporting;

/// <summary>How safe what was typed is.</summary>
public enum DraftState
{
    /// <summary>Nothing was typed yet.</summary>
    Untouched,

    /// <summary>The service has it.</summary>
    Saved,

    /// <summary>On its way to the service; the tab has it.</summary>
    Saving,

    /// <summary>The service did not take it; the tab has it.</summary>
    Kept,

    /// <summary>Somebody else saved the same draft meanwhile; nothing of either is lost.</summary>
    Conflict,
}

/// <summary>Keeps a draft while it is typed: at once in the tab, and a moment later with the service.</summary>
/// <param name="target">The target that the draft is for.</param>
/// <param name="period">Its period.</param>
public sealed class DraftKeeper(
    ServiceClient service, Browser browser, TimeProvider clock, string unit, string target, string period)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(700), Again = TimeSpan.FromSeconds(5);

    private const string Seen = "/seen";

    private readonly string _key = $"jingan.draft/{unit}/{target}/{period}";
    private DraftContent? _typed;
    private string? _etag;
    private int _turn;
    private Task _saving = Task.CompletedTask;

    public DraftState State { get; private set; }

    /// <summary>What the service last said of the draft; null where it has none.</summary>
    public DraftAnswer? Answer { get; private set; }

    /// <summary>Why the service did not take it; null where it did.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>Somebody may want to look again.</summary>
    public event Action? Changed;

    private string Path => $"targets/{Uri.EscapeDataString(target)}/drafts/{Uri.EscapeDataString(period)}";

    /// <summary>What was typed last: what the tab still has, else the draft that the service has.</summary>
    public async Task<DraftContent?> OpenAsync()
    {
        var answer = await service.GetAsync(Path, WebJson.Default.DraftAnswer);
        (Answer, _etag) = (answer.Value, answer.Value?.Draft.Etag);
        Refusal = answer.Refusal is { Status: not 404 } refusal ? refusal : null;
        if (browser.Kept(_key) is { } kept
            && JsonSerializer.Deserialize(kept, WebJson.Default.DraftContent) is { } typed)
        {
            GoOn(typed, kept);
            return typed;
        }

        State = Answer is null ? DraftState.Untouched : DraftState.Saved;
        return Answer?.Draft.Content;
    }

    /// <summary>Something was typed.</summary>
    /// <param name="isReadable">False where a field holds what the service would not understand: the tab alone keeps
    /// the rest until that is put right.</param>
    public void Type(DraftContent content, bool isReadable = true)
    {
        Keep(content);
        if (State == DraftState.Conflict)
        {
            return;
        }

        var turn = ++_turn;
        Show(isReadable ? DraftState.Saving : DraftState.Kept);
        if (isReadable)
        {
            _ = SaveSoonAsync(turn, Pause);
        }
    }

    /// <summary>Saves what was typed now; true where the service has everything.</summary>
    public async Task<bool> SaveAsync()
    {
        ++_turn;
        await _saving;
        if (_typed is { } content && State != DraftState.Conflict)
        {
            await (_saving = PutAsync(content));
        }

        return _typed is null && State is DraftState.Saved or DraftState.Untouched;
    }

    /// <summary>After a conflict: what was typed here goes in the place of the other.</summary>
    public Task<bool> OverwriteAsync()
    {
        _etag = Answer?.Draft.Etag;
        State = DraftState.Saving;
        return SaveAsync();
    }

    /// <summary>What was typed became a report: nothing of the draft is left to sign.</summary>
    public async Task FinishAsync()
    {
        ++_turn;
        await _saving;
        Forget();
        await service.DeleteAsync(Path);
    }

    /// <summary>What was typed is in the service, or not wanted any more.</summary>
    public void Forget()
    {
        _typed = null;
        browser.Keep(_key, null);
        browser.Keep(_key + Seen, null);
        browser.Mark(unsaved: false);
    }

    // The tab knows as well which draft of the service's was before the eyes of whoever typed.
    private void Keep(DraftContent content)
    {
        _typed = content;
        browser.Keep(_key, JsonSerializer.Serialize(content, WebJson.Default.DraftContent));
        browser.Keep(_key + Seen, _etag);
        browser.Mark(unsaved: true);
    }

    // What was typed before the page was loaded anew: it may have arrived, or somebody else's may have meanwhile.
    private void GoOn(DraftContent typed, string kept)
    {
        if (Answer is { } answer
            && JsonSerializer.Serialize(answer.Draft.Content, WebJson.Default.DraftContent) == kept)
        {
            Forget();
            State = DraftState.Saved;
            return;
        }

        var isSame = Answer is null || browser.Kept(_key + Seen) == _etag;
        Keep(typed);
        State = isSame ? DraftState.Kept : DraftState.Conflict;
        if (isSame)
        {
            _ = SaveSoonAsync(++_turn, Pause);
        }
    }

    private async Task SaveSoonAsync(int turn, TimeSpan pause)
    {
        await Task.Delay(pause, clock);
        await _saving;
        if (turn == _turn && _typed is { } content)
        {
            await (_saving = PutAsync(content));
        }
    }

    private async Task PutAsync(DraftContent content)
    {
        var answer = await service.PutAsync(
            Path, content, WebJson.Default.DraftContent, WebJson.Default.DraftAnswer, _etag);
        if (answer.Value is { } saved)
        {
            (Answer, _etag, Refusal) = (saved, saved.Draft.Etag, null);
            if (ReferenceEquals(_typed, content))
            {
                Forget();
                Show(DraftState.Saved);
            }
            else if (_typed is { } more)
            {
                Keep(more);
            }

            return;
        }

        Refusal = answer.Refusal;
        if (Refusal is { Status: 412 })
        {
            var theirs = await service.GetAsync(Path, WebJson.Default.DraftAnswer);
            Answer = theirs.Refusal is { Status: 404 } ? null : theirs.Value ?? Answer;
            if (Answer is null) // it was handed in, or discarded: this is the next one
            {
                _etag = null;
                await PutAsync(content);
                return;
            }

            Show(DraftState.Conflict);
        }
        else
        {
            Show(DraftState.Kept);
            if (Refusal is { IsOffline: true } && Changed is not null) // somebody still looks at it
            {
                _ = SaveSoonAsync(_turn, Again);
            }
        }
    }

    private void Show(DraftState state)
    {
        State = state;
        Changed?.Invoke();
    }
}
