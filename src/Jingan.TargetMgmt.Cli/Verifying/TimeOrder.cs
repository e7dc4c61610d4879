using System.Text.Json;
using Jingan.TargetMgmt.Contracts;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Cli.Verifying;

/// <summary>A log's times do not run backwards: what was taken later does not say that it was taken earlier.</summary>
/// <param name="log">Whose entries they are, where a finding could be taken for one about another log.</param>
internal sealed class TimeOrder(Findings findings, string? log = null)
{
    /// <summary>
    /// As far as the service itself lets its clock fall behind: writes of one moment are prepared side by side.
    /// </summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(2);

    private readonly Text _log = log is null ? default : new($"{log}：", $"{log}: ");
    private (long Index, DateTimeOffset At) _newest = (-1, DateTimeOffset.MinValue);
    private bool _isBehind;

    /// <summary>
    /// The bundles in order. Of entries that follow one another behind the newest time only the first is told.
    /// </summary>
    public void Visit(CheckedBundle bundle)
    {
        for (var i = 0; i < bundle.Times.Count; i++)
        {
            if (bundle.Times[i] is not { } at)
            {
                continue;
            }

            var index = (bundle.Index * Tile.FullWidth) + i;
            var isBehind = _newest.Index >= 0 && _newest.At - at > Slack;
            if (isBehind && !_isBehind)
            {
                var (shown, newest) = (UtcText.Format(at), UtcText.Format(_newest.At));
                findings.AddDamage(
                    index, new(
                        $"{_log.Zh}第 {index} 条：时间 {shown} 早于第 {_newest.Index} 条的 {newest}：日志的时间倒退。",
                        $"{_log.En}entry {index}: its time {shown} is before that of entry {_newest.Index}, {newest}: the log's time runs backwards."));
            }

            _isBehind = isBehind;
            _newest = at > _newest.At ? (index, at) : _newest;
        }
    }

    /// <summary>
    /// The time of an entry, read as far as it takes: in our logs it is the third member. Null where it has none.
    /// </summary>
    public static DateTimeOffset? Of(ReadOnlySpan<byte> entry)
    {
        if (entry.IsEmpty || entry[0] != '{')
        {
            return null;
        }

        try
        {
            var reader = new Utf8JsonReader(entry);
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("at"u8) && reader.Read())
                {
                    return reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out var at) ? at : null;
                }

                reader.Skip();
            }
        }
        catch (JsonException)
        {
            // No JSON, no entry of ours.
        }

        return null;
    }
}
