namespace Jingan.TargetMgmt.Evaluation.Refusals;

/// <summary>Keeps the log from being flooded: of each caller the first refused attempt is written at once, what follows
/// within the window is counted and written when it ends.</summary>
/// <remarks>
/// A caller's lines in one window are bounded (<see cref="MostLines"/>), those of all who have no token together by
/// <see cref="MostAnonymousLines"/>: what goes beyond is counted in one line more, whose method and route are
/// <see cref="Others"/>. All members may be called from any thread.
/// </remarks>
internal sealed class RefusalWindows
{
    /// <summary>How long attempts are counted.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(10);

    /// <summary>The most callers that are kept apart; further ones are counted together.</summary>
    public const int MostCallers = 1000;

    /// <summary>The most methods and routes of one caller that a window keeps apart.</summary>
    public const int MostLines = 15;

    /// <summary>The most methods and routes that a window keeps apart of all callers without a token,
    /// who are one caller.</summary>
    public const int MostAnonymousLines = 3;

    /// <summary>The name of all callers, roles, methods or routes that are counted together.</summary>
    public const string Others = "*";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Window> _open = [];

    /// <summary>Takes an attempt.</summary>
    /// <returns>What is to be written now.</returns>
    public IReadOnlyList<CountedRefusals> Add(RefusedAttempt attempt, DateTimeOffset now)
    {
        lock (_lock)
        {
            var known = _open.ContainsKey(attempt.Caller) || _open.Count < MostCallers
                ? attempt
                : attempt with { Caller = Others, Role = Others };
            List<CountedRefusals> due = [];
            if (_open.TryGetValue(known.Caller, out var window) && now >= window.Start + Length)
            {
                due.AddRange(window.Close());
                _open.Remove(known.Caller);
                window = null;
            }

            if (window is null)
            {
                _open[known.Caller] = new(known.Caller, now);
                due.Add(new(known, now, 1));
            }
            else
            {
                window.Count(new(known, now, 1));
            }

            return due;
        }
    }

    /// <summary>Closes the windows that have ended.</summary>
    /// <returns>What was counted in them.</returns>
    public IReadOnlyList<CountedRefusals> Ended(DateTimeOffset now) => Close(w => now >= w.Start + Length);

    /// <summary>Closes all windows.</summary>
    public IReadOnlyList<CountedRefusals> All() => Close(_ => true);

    /// <summary>Takes back what could not be written: it is counted on, and written with the window's others.</summary>
    public void Return(CountedRefusals refusals, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (!_open.TryGetValue(refusals.Attempt.Caller, out var window))
            {
                _open[refusals.Attempt.Caller] = window = new(refusals.Attempt.Caller, now);
            }

            window.Count(refusals);
        }
    }

    private List<CountedRefusals> Close(Func<Window, bool> hasEnded)
    {
        lock (_lock)
        {
            List<CountedRefusals> counted = [];
            foreach (var (caller, window) in _open.Where(w => hasEnded(w.Value)).ToList())
            {
                _open.Remove(caller);
                counted.AddRange(window.Close());
            }

            return counted;
        }
    }

    private sealed class Window(string caller, DateTimeOffset start)
    {
        private readonly Dictionary<RefusedAttempt, CountedRefusals> _counted = [];
        private readonly int _most = caller == RefusedAttempt.Anonymous ? MostAnonymousLines : MostLines;

        public DateTimeOffset Start => start;

        public void Count(CountedRefusals more)
        {
            var line = _counted.ContainsKey(more.Attempt) || _counted.Count < _most
                ? more.Attempt
                : more.Attempt with { Method = Others, Route = Others };
            _counted[line] = _counted.TryGetValue(line, out var counted)
                ? counted with
                {
                    Count = counted.Count + more.Count,
                    Since = counted.Since < more.Since ? counted.Since : more.Since,
                }
                : more with { Attempt = line };
        }

        public IEnumerable<CountedRefusals> Close() =>
            _counted.Values.OrderBy(c => c.Since).ThenBy(c => c.Attempt.Route, StringComparer.Ordinal)
                .ThenBy(c => c.Attempt.Method, StringComparer.Ordinal);
    }
}
