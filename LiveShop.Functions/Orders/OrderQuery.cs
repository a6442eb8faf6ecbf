using LiveShop.Core;
using LiveShop.Core.Orders;
using LiveShop.Functions.Http;

namespace LiveShop.Functions.Orders;

/// <summary>Reads the filter of a list of orders from the query.</summary>
internal static class OrderQuery
{
    public const string StreamDescription = "Only orders with a line that was added to the cart on this stream";
    public const string SearchDescription = "Only orders whose number begins like this; case, blanks and hyphens do not count";

    /// <exception cref="ProblemException">400: a parameter is not valid.</exception>
    public static OrderFilter Filter(HttpRequest request) => new(
        ListQuery.Enum<OrderStatus>(request, "status"), StreamId(request), Number(request));

    private static string? StreamId(HttpRequest request) => ListQuery.SingleValue(request, "streamId") switch
    {
        null or "" => null,
        var id => Identifier.IsValid(id) ? id : throw ListQuery.Invalid("streamId", "Must be the id of a stream."),
    };

    private static string? Number(HttpRequest request)
    {
        if (ListQuery.Search(request) is not { } search)
            return null;
        var number = OrderId.NormalizeNumber(search);
        return number.Length > 0 ? number : throw ListQuery.Invalid("search", "Must be the number of an order, or its beginning.");
    }
}
