using System.Diagnostics.CodeAnalysis;

namespace Jingan.TargetMgmt.Log.Writing;

/// <summary>What waits for one thread, first come first served. Unlike BlockingCollection it does not spin before it
/// sleeps: the cores belong to the requests.</summary>
/// <param name="capacity">Most that wait.</param>
internal sealed class BlockingQueue<T>(int capacity)
    where T : class
{
    private readonly Queue<T> _items = [];
    private bool _isClosed;
    private bool _isAwaited;

    /// <summary>How many wait now.</summary>
    public int Count
    {
        get
        {
            lock (_items)
            {
                return _items.Count;
            }
        }
    }

    /// <summary>False, and nothing changed, when the line is full.</summary>
    /// <exception cref="ObjectDisposedException">The line is closed.</exception>
    public bool TryAdd(T item)
    {
        lock (_items)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            if (_items.Count >= capacity)
            {
                return false;
            }

            _items.Enqueue(item);
            if (_isAwaited)
            {
                _isAwaited = false;
                Monitor.Pulse(_items);
            }

            return true;
        }
    }

    /// <summary>The next item, as soon as there is one; false when the line is closed and empty.</summary>
    /// <param name="item">The item.</param>
    /// <param name="idle">Called, again and again, when nothing has come for <paramref name="patience"/>: what comes
    /// meanwhile waits until it is over.</param>
    /// <param name="patience">Without an end, where nothing is to be done.</param>
    public bool Wait([NotNullWhen(true)] out T? item, TimeSpan patience, Action idle)
    {
        while (!Wait(out item, patience))
        {
            if (IsOver)
            {
                return false;
            }

            idle();
        }

        return true;
    }

    /// <summary>The next item, as soon as there is one; false when the line is closed and empty.</summary>
    public bool Wait([NotNullWhen(true)] out T? item) => Wait(out item, Timeout.InfiniteTimeSpan);

    // False, too, when nothing came in time.
    private bool Wait([NotNullWhen(true)] out T? item, TimeSpan patience)
    {
        lock (_items)
        {
            while (!_items.TryDequeue(out item))
            {
                if (_isClosed)
                {
                    return false;
                }

                _isAwaited = true;
                if (!Monitor.Wait(_items, patience))
                {
                    _isAwaited = false;
                    return _items.TryDequeue(out item);
                }
            }

            return true;
        }
    }

    /// <summary>The next item if there is one now.</summary>
    public bool TryTake([NotNullWhen(true)] out T? item)
    {
        lock (_items)
        {
            return _items.TryDequeue(out item);
        }
    }

    private bool IsOver
    {
        get
        {
            lock (_items)
            {
                return _isClosed && _items.Count == 0;
            }
        }
    }

    /// <summary>Takes no more; what is in it is still handed out.</summary>
    public void Close()
    {
        lock (_items)
        {
            _isClosed = true;
            Monitor.PulseAll(_items);
        }
    }
}
