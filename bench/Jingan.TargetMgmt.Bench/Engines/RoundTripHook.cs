using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Jingan.TargetMgmt.Bench.Engines;
using Microsoft.Data.SqlClient;
using Microsoft.Data.SqlClient.Diagnostics;

/// <summary>Runs in the service's process before its first line (DOTNET_STARTUP_HOOKS), so that the service that is
/// measured is the one that is delivered.</summary>
internal static class StartupHook
{
    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(RoundTripFile.Variable) is { Length: > 0 } file)
        {
            Install(file);
        }
    }

    // A method of its own: the driver is loaded when this one is compiled, not in a process that does not count.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Install(string file) => new RoundTripHook(file).Start();
}

namespace Jingan.TargetMgmt.Bench.Engines
{
    /// <summary>Has the driver count, on every connection of this process, how often it waited for the server's answer,
    /// and writes the sums to a file.</summary>
    internal sealed class RoundTripHook(string file)
        : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
    {
        // The log writer's connection is the one that ends its transactions by this text;
        // it stays open for as long as the service runs.
        private const string WriterCommit = "commit transaction;";

        private const string Statistic = "ServerRoundtrips";

        // true: the writer's
        private readonly ConcurrentDictionary<SqlConnection, bool> _open = new(ReferenceEqualityComparer.Instance);
        private readonly Lock _adding = new();
        private readonly Dictionary<string, RoundTrips> _closed = [];

        public void Start()
        {
            DiagnosticListener.AllListeners.Subscribe(this);
            var thread = new Thread(Publish) { IsBackground = true, Name = "round trips" };
            thread.Start();
        }

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "SqlClientDiagnosticListener")
            {
                value.Subscribe(this);
            }
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            switch (value.Value)
            {
                case SqlClientConnectionOpenBefore { Connection: { } connection }:
                    connection.StatisticsEnabled = true;
                    _open[connection] = false;
                    break;
                case SqlClientCommandBefore { Command: { CommandText: WriterCommit, Connection: { } connection } }:
                    _open[connection] = true;
                    break;
                case SqlClientConnectionCloseBefore { Connection: { } connection }
                    when _open.TryRemove(connection, out var isWriter):
                    lock (_adding)
                    {
                        Add(_closed, connection, isWriter);
                    }

                    break;
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        private static void Add(Dictionary<string, RoundTrips> sums, SqlConnection connection, bool isWriter)
        {
            var trips = (long)connection.RetrieveStatistics()[Statistic]!;
            var sum = sums.GetValueOrDefault(connection.Database) ?? new(0, 0);
            sums[connection.Database] = isWriter
                ? sum with { Writer = sum.Writer + trips }
                : sum with { Readers = sum.Readers + trips };
        }

        private void Publish()
        {
            for (; ; Thread.Sleep(RoundTripFile.Period))
            {
                lock (_adding)
                {
                    var sums = new Dictionary<string, RoundTrips>(_closed);
                    foreach (var (connection, isWriter) in _open.Where(c => c.Value))
                    {
                        Add(sums, connection, isWriter);
                    }

                    RoundTripFile.Write(file, sums);
                }
            }
        }
    }
}
