using FsCheck;
using FsCheck.Fluent;

namespace LiveShop.Tests.LiveStreams;

/// <summary>Something that may happen to a stream or to one of its products; products are told apart by a number.</summary>
internal abstract record StreamCommand
{
    public sealed record Pin(int Product, int? Place) : StreamCommand;

    public sealed record SetActive(int Product, bool IsActive) : StreamCommand;

    /// <summary>Null for the next of the run of show.</summary>
    public sealed record Feature(int? Product) : StreamCommand;

    public sealed record HideAll : StreamCommand;

    public sealed record Write(int Product, string? Note) : StreamCommand;

    public sealed record Unpin(int Product) : StreamCommand;

    /// <summary>The pinned ones shuffled by a key (0: as they are), with nothing, the last one, a double or a stranger wrong.</summary>
    public sealed record Reorder(int Key, Mistake Wrong) : StreamCommand;

    public sealed record Edit(string Field, string? Value) : StreamCommand;

    public sealed record Start : StreamCommand;

    public sealed record Stop : StreamCommand;

    public sealed record ChangePrice(int Product, int Amount) : StreamCommand;

    public sealed record ChangeDescription(int Product) : StreamCommand;

    public sealed record Delete(int Product) : StreamCommand;

    public sealed record CreateAgain(int Product) : StreamCommand;

    /// <summary>Refreshes the stream with a product as it was so many versions ago.</summary>
    public sealed record Refresh(int Product, int VersionsAgo) : StreamCommand;

    public enum Mistake
    {
        None,
        LeftOut,
        Double,
        Stranger,
    }

    public static Arbitrary<StreamCommand[]> Sequences(int products, int maxLength)
    {
        var product = Gen.Choose(0, products - 1);
        var flag = Gen.Elements(true, false);
        var place = Gen.Frequency((4, Gen.Constant<int?>(null)), (4, Gen.Choose(0, 9).Select(p => (int?)p)), (1, Gen.Choose(-2, 55).Select(p => (int?)p)));
        var mistake = Gen.Frequency((6, Gen.Constant(Mistake.None)), (1, Gen.Elements(Mistake.LeftOut, Mistake.Double, Mistake.Stranger)));
        var edit = from field in Gen.Elements("title", "description", "playbackUrl", "thumbnailUrl", "scheduledFor")
                   from value in Gen.Elements("/one", " /one ", "/two", "", "javascript:", null)
                   select (StreamCommand)new Edit(field, value);

        return Properties.ListsOf(Gen.Frequency(
            (8, product.SelectMany(p => place.Select(at => (StreamCommand)new Pin(p, at)))),
            (4, product.SelectMany(p => flag.Select(f => (StreamCommand)new SetActive(p, f)))),
            (3, Gen.OneOf(product.Select(p => (int?)p), Gen.Constant<int?>(null)).Select(p => (StreamCommand)new Feature(p))),
            (1, Gen.Constant((StreamCommand)new HideAll())),
            (1, product.SelectMany(p => Gen.Elements("Say the glaze", null).Select(note => (StreamCommand)new Write(p, note)))),
            (3, product.Select(p => (StreamCommand)new Unpin(p))),
            (3, Gen.Choose(0, 1000).SelectMany(key => mistake.Select(m => (StreamCommand)new Reorder(key, m)))),
            (2, edit),
            (1, Gen.Constant((StreamCommand)new Start())),
            (1, Gen.Constant((StreamCommand)new Stop())),
            (3, product.SelectMany(p => Gen.Choose(1, 3).Select(amount => (StreamCommand)new ChangePrice(p, amount)))),
            (1, product.Select(p => (StreamCommand)new ChangeDescription(p))),
            (1, product.Select(p => (StreamCommand)new Delete(p))),
            (1, product.Select(p => (StreamCommand)new CreateAgain(p))),
            (5, product.SelectMany(p => Gen.Choose(0, 2).Select(ago => (StreamCommand)new Refresh(p, ago))))), maxLength);
    }
}
