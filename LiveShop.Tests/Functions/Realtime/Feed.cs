using System.Text;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Products;
using LiveShop.Core.Storage;

namespace LiveShop.Tests.Functions.Realtime;

/// <summary>Batches as the change feed hands them to a function: one JSON array.</summary>
internal static class Feed
{
    public static string BatchOf(params IEnumerable<string> documents) => $"[{string.Join(',', documents)}]";

    public static string Document(LiveStream stream) => Encoding.UTF8.GetString(Documents.Write(stream));

    public static string Document(LiveStreamChange change) => Encoding.UTF8.GetString(Documents.Write(change));

    public static string Document(Product product) => Encoding.UTF8.GetString(Documents.Write(product));

    /// <summary>Things that stand in a container and are no documents of ours, with the id that a log should name.</summary>
    public static IEnumerable<(string Id, string Document)> Unreadable(string type, string whole)
    {
        yield return ("empty", $$"""{"id":"empty","type":"{{type}}"}""");
        yield return ("not-a-number", Damaged("not-a-number", "\"version\":", "\"version\":\"x\",\"was\":"));
        yield return ("no-version", Damaged("no-version", "\"version\":", "\"was\":"));
        yield return ("huge-version", Damaged("huge-version", "\"version\":", "\"version\":1e400,\"was\":"));
        yield return ("fraction", Damaged("fraction", "\"version\":", "\"version\":1.5,\"was\":"));

        string Damaged(string id, string what, string with) =>
            whole.Replace("\"id\":\"", $"\"id\":\"{id}\",\"was-id\":\"", StringComparison.Ordinal).Replace(what, with, StringComparison.Ordinal);
    }

    /// <summary>Feed entries of other types, or that are not documents.</summary>
    public static readonly string[] Foreign =
        ["null", "7", "\"text\"", "[]", "{}", """{"id":"x","type":"replay"}""", """{"id":"x","type":7}""", """{"id":"x","type":"\ud800"}""", """{"id":7,"type":null}"""];

    /// <summary>Deeper than a reader's usual limit; Cosmos DB takes documents up to 128 levels deep.</summary>
    public static string Deep(string type) => $$"""{"id":"deep","type":"{{type}}","x":{{new string('[', 120)}}{{new string(']', 120)}}}""";
}
