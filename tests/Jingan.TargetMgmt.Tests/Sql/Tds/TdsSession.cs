using System.Buffers.Binary;
using System.Net.Sockets;

namespace Jingan.TargetMgmt.Tests.Sql.Tds;

/// <summary>One client's session: log-in without encryption, then requests one after another.</summary>
internal sealed class TdsSession(Stream stream, TdsStatements statements, Action<TdsCall> seen)
{
    private const byte SqlBatch = 0x01, Procedures = 0x03, Reply = 0x04, Transaction = 0x0E, Login = 0x10, PreLogin =
        0x12;
    private const byte EndOfMessage = 0x01, ResetConnection = 0x08;
    private const int HeaderLength = 8, MostOfPacket = 4096;

    // VERSION, ENCRYPTION (not supported) and MARS (off), each with its place; the end.
    private static readonly byte[] PreLoginAnswer =
    [
        0, 0, 16, 0, 6, 1, 0, 22, 0, 1, 4, 0, 23, 0, 1, 0xFF, 16, 0, 0, 0, 0, 0, 2, 0,
    ];

    public async Task RunAsync(CancellationToken ct)
    {
        try
        {
            while (await ReadAsync(ct) is var (type, isReset, message))
            {
                await WriteAsync(Answer(type, isReset, message), ct);
            }
        }
        catch (Exception gone) when (gone is IOException or SocketException or OperationCanceledException
            or ObjectDisposedException)
        {
            // The client has gone, or the server goes.
        }
    }

    private byte[] Answer(byte type, bool isReset, byte[] message)
    {
        using var answer = new TdsAnswer();
        if (isReset)
        {
            statements.Reset();
            answer.Reset();
        }

        switch (type)
        {
            case PreLogin:
                return PreLoginAnswer;
            case Login:
                return answer.LoggedIn("twin").Done(TdsDone.Batch).ToBytes();
            case SqlBatch:
                var batch = TdsRequest.Batch(message);
                seen(batch);
                statements.Answer(batch, answer, TdsDone.Batch, hasFailed =>
                    answer.Done(TdsDone.Batch, hasFailed: hasFailed));
                return answer.ToBytes();
            case Procedures:
                var calls = TdsRequest.Calls(message);
                foreach (var (number, call) in calls.Index())
                {
                    seen(call);
                    statements.Answer(
                        call, answer, TdsDone.InProcedure,
                        hasFailed => answer.Returned()
                            .Done(TdsDone.Procedure, hasMore: number < calls.Count - 1, hasFailed: hasFailed));
                }

                return answer.ToBytes();
            case Transaction:
                var request = TdsRequest.Transaction(message);
                var asked = new TdsCall(request, "", new Dictionary<string, object?>());
                statements.Answer(asked, answer.TransactionIs(request), TdsDone.Batch, hasFailed =>
                    answer.Done(TdsDone.Batch, hasFailed: hasFailed));
                return answer.ToBytes();
            default:
                throw new NotSupportedException($"A message of type 0x{type:X2}.");
        }
    }

    private async Task<(byte Type, bool IsReset, byte[] Message)?> ReadAsync(CancellationToken ct)
    {
        var header = new byte[HeaderLength];
        using var message = new MemoryStream();
        for (var isReset = false; ;)
        {
            if (await stream.ReadAtLeastAsync(header, HeaderLength, throwOnEndOfStream: false, ct) < HeaderLength)
            {
                return null;
            }

            var part = new byte[BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(2)) - HeaderLength];
            await stream.ReadExactlyAsync(part, ct);
            message.Write(part);
            isReset |= (header[1] & ResetConnection) != 0;
            if ((header[1] & EndOfMessage) != 0)
            {
                return (header[0], isReset, message.ToArray());
            }
        }
    }

    private async Task WriteAsync(byte[] answer, CancellationToken ct)
    {
        using var packets = new MemoryStream();
        var number = 0;
        foreach (var part in answer.Chunk(MostOfPacket - HeaderLength))
        {
            var isLast = ++number * (MostOfPacket - HeaderLength) >= answer.Length;
            packets.Write([Reply, isLast ? EndOfMessage : (byte)0, (byte)((part.Length + HeaderLength) >> 8),
                (byte)(part.Length + HeaderLength), 0, 1, (byte)number, 0]);
            packets.Write(part);
        }

        await stream.WriteAsync(packets.ToArray(), ct);
    }
}
