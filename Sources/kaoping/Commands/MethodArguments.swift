public import ArgumentParser
public import Statistics

// The named choices of the methods, as the command line spells them.
extension SelectionMethod: ExpressibleByArgument {}
extension KrippendorffAlpha.Level: ExpressibleByArgument {}
extension CohenKappa.Weights: ExpressibleByArgument {}
extension IntraclassCorrelation.IntervalMethod: ExpressibleByArgument {}
extension MissingValues: ExpressibleByArgument {}
