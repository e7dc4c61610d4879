using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Jingan.TargetMgmt.Api.Tests.Telemetry;

/// <summary>All that is logged, at whatever level: the message, each value by itself, and the exception.</summary>
internal sealed class EveryLog : ILoggerProvider
{
    public ConcurrentQueue<(string Category, int Event, string Text)> Lines { get; } = [];

    public ILogger CreateLogger(string categoryName) => new Writer(categoryName, Lines);

    public void Dispose()
    {
    }

    private sealed class Writer(string category, ConcurrentQueue<(string, int, string)> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            var values = state is IEnumerable<KeyValuePair<string, object?>> named ? string.Join(' ', named) : "";
            lines.Enqueue((category, eventId.Id, $"{formatter(state, exception)} {values} {exception}"));
        }
    }
}
