using System.Text.Json.Nodes;
using Microsoft.Azure.Cosmos;
using Microsoft.Azure.Cosmos.Serialization.HybridRow;
using Microsoft.Azure.Cosmos.Serialization.HybridRow.IO;
using Microsoft.Azure.Cosmos.Serialization.HybridRow.Layouts;
using Microsoft.Azure.Cosmos.Serialization.HybridRow.RecordIO;
using Microsoft.Azure.Cosmos.Serialization.HybridRow.Schemas;

namespace LiveShop.Tests.Storage.CosmosGatewayDouble;

/// <summary>A batch on the wire: HybridRow records, read and written with the client's own library and its own schema.</summary>
internal static class BatchWireFormat
{
    private static readonly Namespace Schemas = ReadSchemas();
    private static readonly LayoutResolverNamespace Resolver = new(Schemas);
    private static readonly Layout ResultLayout = Resolver.Resolve(Schemas.Schemas.Single(schema => schema.Name == "BatchResult").SchemaId);

    public static async Task<List<Operation>> ReadAsync(byte[] body, string partitionKey)
    {
        var operations = new List<Operation>();
        using var stream = new MemoryStream(body);
        var read = await stream.ReadRecordIOAsync((ReadOnlyMemory<byte> record) =>
        {
            operations.Add(ReadOperation(record, partitionKey));
            return Result.Success;
        }, resizer: new MemorySpanResizer<byte>(body.Length));
        return read == Result.Success ? operations : throw new InvalidDataException($"Not a batch: {read}.");
    }

    public static async Task<byte[]> WriteAsync(IReadOnlyList<OperationResult> results)
    {
        using var stream = new MemoryStream();
        await stream.WriteRecordIOAsync(default, (long index, out ReadOnlyMemory<byte> record) =>
        {
            record = index < results.Count ? WriteResult(results[(int)index]) : default;
            return Result.Success;
        });
        return stream.ToArray();
    }

    private static Operation ReadOperation(ReadOnlyMemory<byte> record, string partitionKey)
    {
        var row = new RowBuffer(record.Length);
        if (!row.ReadFrom(record.Span, HybridRowVersion.V1, Resolver))
            throw new InvalidDataException("Not a row.");

        var (type, id, ifMatch, document) = (0, (string?)null, (string?)null, (JsonObject?)null);
        var reader = new RowReader(ref row);
        while (reader.Read())
        {
            switch (reader.Path.ToString())
            {
                case "operationType":
                    reader.ReadInt32(out type);
                    break;
                case "id":
                    reader.ReadString(out id);
                    break;
                case "ifMatch":
                    reader.ReadString(out ifMatch);
                    break;
                case "resourceBody":
                    reader.ReadBinary(out byte[] json);
                    document = JsonNode.Parse(json)!.AsObject();
                    break;
            }
        }

        return new((OperationType)type, partitionKey, id, document, ifMatch);
    }

    private static ReadOnlyMemory<byte> WriteResult(OperationResult result)
    {
        var memory = new MemorySpanResizer<byte>(256);
        var row = new RowBuffer(256, memory);
        row.InitLayout(HybridRowVersion.V1, ResultLayout, Resolver);
        var wrote = RowWriter.WriteBuffer(ref row, result, static (ref RowWriter writer, TypeArgument _, OperationResult written) =>
        {
            writer.WriteInt32("statusCode", written.Status);
            writer.WriteInt32("subStatusCode", 0);
            if (written.Document is { } document)
                writer.WriteString("eTag", document.ETag);
            writer.WriteFloat64("requestCharge", 1);
            return Result.Success;
        });
        return wrote == Result.Success ? memory.Memory[..row.Length] : throw new InvalidDataException($"Not a result: {wrote}.");
    }

    private static Namespace ReadSchemas()
    {
        using var stream = typeof(CosmosClient).Assembly.GetManifestResourceStream("Microsoft.Azure.Cosmos.Batch.HybridRowBatchSchemas.json")!;
        using var reader = new StreamReader(stream);
        return Namespace.Parse(reader.ReadToEnd());
    }
}
