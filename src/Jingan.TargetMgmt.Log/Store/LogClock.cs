using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Log.Rows;

namespace Jingan.TargetMgmt.Log.Store;

/// <summary>The time in a log, which does not run backwards:
/// what comes after the newest entry by a clock that is behind it is not taken.</summary>
/// <remarks>Clocks of several hosts differ a little; more than the tolerance is a clock that was set back.</remarks>
public sealed class LogClock
{
    private long _newest = DateTimeOffset.MinValue.Ticks;

    /// <summary>The newest time that an entry has.</summary>
    public DateTimeOffset Newest => new(Interlocked.Read(ref _newest), TimeSpan.Zero);

    /// <summary>Takes note of an entry that is stored.</summary>
    internal void Saw(byte[] entry)
    {
        if (EntryHead.Read(entry).Instant is { } at && at.UtcTicks > Interlocked.Read(ref _newest))
        {
            Interlocked.Exchange(ref _newest, at.UtcTicks);
        }
    }

    /// <summary>Why nothing of that time goes into the log; null when it does.</summary>
    public Text? Refusal(DateTimeOffset at) => at + EntryTime.Tolerance >= Newest ? null : new(
        $"本机时钟 {UtcText.Format(at)} 比日志最新记录 {UtcText.Format(Newest)} 落后两分钟以上；校正时钟后自动恢复写入",
        $"the clock says {UtcText.Format(at)}, the newest entry {UtcText.Format(Newest)}: it is more than two "
            + "minutes behind; writes go on when it is right again");

    /// <summary>Why an entry does not go into the log by its time; null when it does.
    /// An entry that says no time may come at any.</summary>
    internal Text? Refusal(byte[] entry) => EntryHead.Read(entry).Instant is { } at ? Refusal(at) : null;
}
