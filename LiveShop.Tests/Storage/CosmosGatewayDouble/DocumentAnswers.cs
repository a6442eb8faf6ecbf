using System.Text.Json;

namespace LiveShop.Tests.Storage.CosmosGatewayDouble;

/// <summary>Single documents and batches.</summary>
internal static class DocumentAnswers
{
    public static GatewayAnswer Single(GatewayRequest request, DoubleContainer container, ReadLag lag)
    {
        if (request.PartitionKey is not { } partitionKey)
            return GatewayAnswer.Error(400, "The partition key is missing.");

        var range = container.RangeOf(partitionKey);
        if (request.Kind == RequestKind.ReadDocument)
            return Read(request, range, partitionKey, lag);

        var body = request.Kind == RequestKind.DeleteDocument ? null : request.BodyAsJson();
        if (body is not null && body[container.PartitionKeyPath[1..]]?.GetValue<string>() != partitionKey)
            return GatewayAnswer.Error(400, "The partition key of the document is another.");

        var type = request.Kind switch
        {
            RequestKind.CreateDocument => request.Is("x-ms-documentdb-is-upsert") ? OperationType.Upsert : OperationType.Create,
            RequestKind.ReplaceDocument => OperationType.Replace,
            _ => OperationType.Delete,
        };
        var (lsn, results) = range.Transact([new(type, partitionKey, request.Document, body, request["if-match"])]);
        return Answer(results[0], wantsContent: request["prefer"] != "return=minimal").At(range, lsn);
    }

    public static async Task<GatewayAnswer> BatchAsync(GatewayRequest request, DoubleContainer container)
    {
        var partitionKey = request.PartitionKey!;
        var range = container.RangeOf(partitionKey);
        var (lsn, results) = range.Transact(await BatchWireFormat.ReadAsync(request.Body, partitionKey));
        var status = results.All(result => result.Status < 300) ? 200 : 207;
        return new GatewayAnswer(status, await BatchWireFormat.WriteAsync(results)).At(range, lsn);
    }

    private static GatewayAnswer Read(GatewayRequest request, PartitionRange range, string partitionKey, ReadLag lag)
    {
        var (lsn, document) = range.Find(partitionKey, request.Document!, lag.Of(request, range.Id));
        lag.Note(isLate: lsn < range.Lsn);
        var answer = document is null
            ? GatewayAnswer.Error(404, "Resource Not Found")
            : Answer(new(200, document), wantsContent: true);
        return answer.At(range, lsn);
    }

    private static GatewayAnswer Answer(OperationResult result, bool wantsContent)
    {
        if (result.Status >= 300)
            return GatewayAnswer.Error(result.Status, "Refused.");
        if (result.Document is not { } document)
            return new(result.Status);
        return new GatewayAnswer(result.Status, wantsContent ? JsonSerializer.SerializeToUtf8Bytes(document.Json) : null).With("etag", document.ETag);
    }
}
