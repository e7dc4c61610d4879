using System.Data.Common;

namespace Jingan.TargetMgmt.Sql.Connections;

/// <summary>The failure to get a connection to the server: none came free in time, because many wait or it answers
/// slowly, or the one in use has gone. To a caller that is an outage like any other of the database.</summary>
public sealed class NoConnectionException(Exception cause) : DbException(cause.Message, cause);
