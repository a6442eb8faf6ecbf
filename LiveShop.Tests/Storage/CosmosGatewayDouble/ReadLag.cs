using System.Globalization;

namespace LiveShop.Tests.Storage.CosmosGatewayDouble;

/// <summary>
/// Reads from replicas that are behind, as Session consistency allows it: a client sees what it has written or read itself, which
/// its session token tells, and anything of others' later writes or nothing.
/// See https://learn.microsoft.com/azure/cosmos-db/consistency-levels.
/// </summary>
public sealed class ReadLag
{
    private readonly Lock gate = new();
    private Func<RequestKind, int>? byChance;

    /// <summary>How many reads were answered from an earlier state than the latest.</summary>
    public int Met { get; private set; }

    /// <param name="transactions">By how many transactions of its range a read is late at most.</param>
    public void Roll(Func<RequestKind, int> transactions)
    {
        lock (gate)
            byChance = transactions;
    }

    public void Clear()
    {
        lock (gate)
            byChance = null;
    }

    internal AllowedLag? Of(GatewayRequest request, string range)
    {
        lock (gate)
        {
            var transactions = byChance?.Invoke(request.Kind) ?? 0;
            return transactions == 0 ? null : new(transactions, SeenLsn(request["x-ms-session-token"], range));
        }
    }

    internal void Note(bool isLate)
    {
        lock (gate)
            Met += isLate ? 1 : 0;
    }

    // A "range:version#lsn" for each range that the client has seen, as GatewayAnswer.At writes them.
    private static long SeenLsn(string? sessionToken, string range) => (sessionToken ?? "").Split(',')
        .Where(token => token.StartsWith(range + ":", StringComparison.Ordinal))
        .Select(token => long.Parse(token.Split('#')[1], CultureInfo.InvariantCulture))
        .DefaultIfEmpty()
        .Max();
}

/// <param name="SeenLsn">The state that the client has seen already.</param>
internal sealed record AllowedLag(int Transactions, long SeenLsn);
