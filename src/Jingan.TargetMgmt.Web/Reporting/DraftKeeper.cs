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
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(700);

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
            (_typed, State) = (typed, DraftState.Kept);
            browser.Mark(unsaved: true);
            return typed;
        }

        State = Answer is null ? DraftState.Untouched : DraftState.Saved;
        return Answer?.Draft.Content;
    }

    /// <summary>Something was typed.</summary>
    public void Type(DraftContent content)
    {
        _typed = content;
        browser.Keep(_key, JsonSerializer.Serialize(content, WebJson.Default.DraftContent));
        browser.Mark(unsaved: true);
        if (State != DraftState.Conflict)
        {
            Show(DraftState.Saving);
            _ = SaveSoonAsync(++_turn);
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
        browser.Mark(unsaved: false);
    }

    private async Task SaveSoonAsync(int turn)
    {
        await Task.Delay(Pause, clock);
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

            return;
        }

        Refusal = answer.Refusal;
        if (Refusal is { Status: 412 })
        {
            Answer = (await service.GetAsync(Path, WebJson.Default.DraftAnswer)).Value;
            Show(DraftState.Conflict);
        }
        else
        {
            Show(DraftState.Kept);
        }
    }

    private void Show(DraftState state)
    {
        State = state;
        Changed?.Invoke();
    }
}
