using LiveShop.Core;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Products;
using LiveShop.Core.Results;
using static LiveShop.Tests.Sample;

namespace LiveShop.Tests.LiveStreams;

/// <summary>A stream and its model going through the same commands. Products have a history, for a stream may hear of them late.</summary>
internal sealed class StreamWalk
{
    private readonly List<Product>[] products;
    private int minute;

    public StreamWalk(int products, int pinned)
    {
        this.products = [.. Enumerable.Range(0, products).Select(i => new List<Product> { Product($"p{i}", amount: 1) })];
        Model.At = Noon;
        Model.Create("Autumn show");
        Stream = LiveStream.Create("demo", new("Autumn show", null, null, null, null), By(Ann)).State();
        for (var i = 0; i < pinned; i++)
            Take(new StreamCommand.Pin(i, null));
    }

    public LiveStream Stream { get; private set; }

    public StreamModel Model { get; } = new();

    /// <summary>The products as they are now.</summary>
    public IReadOnlyDictionary<string, Product?> Products => products.Select(versions => versions[^1]).ToDictionary(product => product.Id, Product? (product) => product);

    /// <summary>Gives the command to both.</summary>
    /// <returns>What the stream decided and what the model came to; null when the command concerned a product only.</returns>
    public Step? Take(StreamCommand command)
    {
        var origin = By(minute % 2 == 0 ? Ann : Bob, ++minute);
        var before = Stream;
        Model.At = origin.At;
        if (Decide(command, origin) is not ({ } result, { } expected))
            return null;

        Stream = result.Value?.Stream ?? Stream;
        return new(before, origin, result, expected);
    }

    private (Result<StateTransition>? Result, string? Expected) Decide(StreamCommand command, ChangeOrigin origin)
    {
        switch (command)
        {
            case StreamCommand.Pin pin:
                var product = products[pin.Product][^1];
                return (Stream.Pin(product, pin.Place, origin), Model.PinProduct(product.Id, product.Version, product.Price.Amount, product.IsDeleted, pin.Place));
            case StreamCommand.SetActive set:
                return (Stream.SetActive($"p{set.Product}", set.IsActive, origin), Model.SetActive($"p{set.Product}", set.IsActive));
            case StreamCommand.Feature feature:
                var featured = feature.Product is { } n ? $"p{n}" : null;
                return (Stream.Feature(featured, origin), Model.Feature(featured));
            case StreamCommand.HideAll:
                return (Stream.HideAll(origin), Model.HideAll());
            case StreamCommand.Write write:
                return (Stream.EditPin($"p{write.Product}", new(Note: write.Note), origin), Model.Write($"p{write.Product}", write.Note));
            case StreamCommand.Unpin unpin:
                return (Stream.Unpin($"p{unpin.Product}", origin), Model.Unpin($"p{unpin.Product}"));
            case StreamCommand.Reorder reorder:
                var order = OrderOf(reorder);
                return (Stream.Reorder(order, origin), Model.Reorder(order));
            case StreamCommand.Edit edit:
                return (Stream.Edit(EditOf(edit), origin), Model.Edit(edit.Field, edit.Field == "scheduledFor" ? TimeOf(edit)?.ToString("O") : edit.Value));
            case StreamCommand.Start:
                return (Stream.Start(origin), Model.Start());
            case StreamCommand.Stop:
                return (Stream.Stop(origin), Model.Stop());
            case StreamCommand.Refresh refresh:
                var versions = products[refresh.Product];
                var then = versions[Math.Max(0, versions.Count - 1 - refresh.VersionsAgo)];
                return (Stream.Refresh(then, origin), Model.Refresh(then.Id, then.Version, then.Price.Amount, then.IsDeleted));
            default:
                ChangeProduct(command);
                return default;
        }
    }

    private void ChangeProduct(StreamCommand command)
    {
        var (number, change) = command switch
        {
            StreamCommand.ChangePrice price => (price.Product, product => product.IsDeleted ? product : product.WithPrice(price.Amount)),
            StreamCommand.ChangeDescription description => (description.Product, product =>
                product.IsDeleted ? product : product.Change(product.Details() with { Description = $"{minute}" }, By(Ann)).State()),
            StreamCommand.Delete delete => (delete.Product, product => product.Deleted()),
            StreamCommand.CreateAgain create => (create.Product, (Func<Product, Product>)(product =>
                product.IsDeleted ? product.CreateAgain(product.Details(), By(Ann)).State() : product)),
            _ => throw new ArgumentOutOfRangeException(nameof(command)),
        };
        var changed = change(products[number][^1]);
        if (changed != products[number][^1])
            products[number].Add(changed);
    }

    private List<string> OrderOf(StreamCommand.Reorder reorder)
    {
        var ids = Stream.PinnedIds().Index().OrderBy(id => id.Index * reorder.Key % 97).Select(id => id.Item).ToList();
        switch (reorder.Wrong)
        {
            case StreamCommand.Mistake.LeftOut when ids.Count > 0:
                ids.RemoveAt(ids.Count - 1);
                break;
            case StreamCommand.Mistake.Double when ids.Count > 0:
                ids[^1] = ids[0];
                break;
            case StreamCommand.Mistake.Stranger:
                ids.Add("stranger");
                break;
        }

        return ids;
    }

    private static LiveStreamEdit EditOf(StreamCommand.Edit edit) => edit.Field switch
    {
        "title" => new(Title: new(edit.Value)),
        "description" => new(Description: new(edit.Value)),
        "playbackUrl" => new(PlaybackUrl: new(edit.Value)),
        "thumbnailUrl" => new(ThumbnailUrl: new(edit.Value)),
        _ => new(ScheduledFor: new Optional<DateTimeOffset?>(TimeOf(edit))),
    };

    private static DateTimeOffset? TimeOf(StreamCommand.Edit edit) => edit.Value is null ? null : Noon.AddHours(edit.Value.Length);

    internal sealed record Step(LiveStream Before, ChangeOrigin Origin, Result<StateTransition> Result, string Expected)
    {
        public LiveStreamChange? Change => Result.Value?.Change;

        public string Outcome => !Result.IsAccepted ? Result.Refusal.Code : Change is null ? StreamModel.Unchanged : StreamModel.Changed;
    }
}
