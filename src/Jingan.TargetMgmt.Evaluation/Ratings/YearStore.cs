using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Evaluation.Ratings;

/// <summary>The SQL of a year's released colours.</summary>
internal static class YearStore
{
    private const string ColoursSql = """
        select e.idx as LogIndex, e.leaf_hash as LeafHash, e.data as Data, r.target_id as TargetId,
            r.period as Period, r.colour as Colour, r.lead_unit as LeadUnit, p.log_index as ReleasedIndex
        from rating f
        join evaluation_report p on p.period = f.period
        join rating r on r.log_index = (select max(n.log_index) from rating n
            where n.target_id = f.target_id and n.period = f.period)
        join log_entry e on e.idx = r.log_index
        where f.period >= @first and f.period <= @last and f.supersedes is null
        order by f.period, f.target_id
        """;

    /// <summary>The colours of the ratings in force of a year's released periods, by period and target.</summary>
    public static QueryResult<ReleasedColour> AddColours(QueryBatch queries, int year)
    {
        var signatures = ShownSignatures.AskedIn(queries);
        var periods = Period.AllOf(year).ToList();
        return queries.Add(
            ColoursSql, new { first = periods[0].Value, last = periods[^1].Value }, (Row r) => r.ToColour(signatures));
    }

    private sealed record Row(
        long LogIndex, byte[] LeafHash, byte[] Data, string TargetId, string Period, string Colour, string LeadUnit,
        long ReleasedIndex)
    {
        public ReleasedColour ToColour(ShownSignatures signatures)
        {
            RatingRow.RequireHash(LogIndex, LeafHash, Data);
            var colour = KnownColours.Find(LeafHash) is { } known && signatures.IsKnown(LeafHash, known.Kid)
                ? known.Colour
                : Read(signatures);
            RatingRow.Compare(LogIndex, (colour.TargetId, colour.Period, colour.Colour), TargetId, Period, Colour);
            return colour with
            {
                Index = LogIndex,
                LeadUnit = new(LeadUnit),
                Correction = LogIndex > ReleasedIndex,
            };
        }

        private ReleasedColour Read(ShownSignatures signatures)
        {
            var (entry, claims) = RatingRow.Read(LogIndex, LeafHash, Data);
            signatures.Require(new(LogIndex, LeafHash, entry.Kid, entry.Jws));
            var colour = new ReleasedColour(
                LogIndex, Convert.ToHexStringLower(LeafHash), claims.Period, claims.TargetId, claims.TargetVersion,
                new(LeadUnit), claims.Colour, claims.Scheme, Correction: false, claims.Supersedes, entry.Judged);
            KnownColours.Keep(LeafHash, entry.Kid, colour);
            return colour;
        }
    }
}
