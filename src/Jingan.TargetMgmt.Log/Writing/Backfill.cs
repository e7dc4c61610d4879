using System.Data.Common;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Sql;

namespace Jingan.TargetMgmt.Log.Writing;

/// <summary>Puts what was committed back into the data file while the writer goes on. Left to the engine, now and then
/// a commit does it for thousands of pages at once, and every write waits for that one (ADR 0070).</summary>
/// <remarks>The journal begins anew only when all of it is put back, which beside a busy writer never is: the few pages
/// that are left are the writer's own (<see cref="TakeTurn"/>).</remarks>
internal sealed class Backfill : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    // Pages: below the first it is not worth the writer's while, above the second it would be noticed.
    private const long Worthwhile = 4_000, Few = 100;

    // Each has what was committed during the one before.
    private const int MostPasses = 4;

    private readonly SqlDatabase _db;
    private readonly LogStatus _status;
    private readonly AutoResetEvent _committed = new(false);
    private readonly ManualResetEvent _stop = new(false);
    private readonly Thread _thread;
    private DbConnection? _connection;
    private volatile bool _isWritersTurn;

    public Backfill(SqlDatabase db, LogStatus status)
    {
        (_db, _status) = (db, status);
        _thread = new(Run) { IsBackground = true, Name = $"{db.Side} log backfill" };
        _thread.Start();
    }

    /// <summary>Something was committed.</summary>
    public void Committed() => _committed.Set();

    /// <summary>Whether the writer is to put back the rest, once.</summary>
    public bool TakeTurn()
    {
        var isTurn = _isWritersTurn;
        _isWritersTurn = false;
        return isTurn;
    }

    public void Dispose()
    {
        _stop.Set();
        _thread.Join();
        GiveUp();
        _stop.Dispose();
        _committed.Dispose();
    }

    private void Run()
    {
        WaitHandle[] either = [_stop, _committed];
        while (WaitHandle.WaitAny(either) == 1 && !_stop.WaitOne(Every))
        {
            try
            {
                PutBack();
            }
            catch (Exception failure) when (failure is DbException or InvalidOperationException or IOException)
            {
                GiveUp(); // nobody waits for it; a commit does it in the end, and says what is wrong if it still is
            }
        }
    }

    // A log in doubt is left as it was found.
    private void PutBack()
    {
        for (var pass = 0; pass < MostPasses && _status.Doubt is null; pass++)
        {
            var (journal, left) = _db.Dialect.PutBack(_connection ??= _db.Open());
            if (left < Few)
            {
                _isWritersTurn = journal >= Worthwhile;
                return;
            }
        }
    }

    private void GiveUp()
    {
        _connection?.Dispose();
        _connection = null;
    }
}
