-- Which rating is in force is said by the queries themselves: a view can be redefined by whoever may alter the schema.
drop view rating_in_force;
